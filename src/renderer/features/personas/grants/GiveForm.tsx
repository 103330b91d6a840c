import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Givable } from '../../../../shared/contract/grants'
import { announce } from '../../../lib/announcer'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Select } from '../../../ui/Select'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from './words'

interface GiveFormProps {
  /** Which side this persona is on: it reads, or is read. */
  side: 'to' | 'from'
  personaId: string | null
  name: string
  others: readonly { id: string | null; name: string }[]
  onDone(): void
  onCancel(): void
}

const NONE = 'none'
const usual = ['fact', 'preference', 'event', 'instruction']

/** Whom, and which kinds. A group and no form: the editor around it is one. */
export function GiveForm({ side, personaId, name, others, onDone, onCancel }: GiveFormProps) {
  const [other, setOther] = useState(others[0]?.id ?? null)
  const [kinds, setKinds] = useState<readonly string[]>([])
  const [isChecked, setChecked] = useState(false)
  const owner = side === 'to' ? other : personaId
  const ownerName = side === 'to' ? (others.find(({ id }) => id === other)?.name ?? words.noPersona) : name
  const givable = useQuery(queries.grants.givable.queryOptions({ input: { personaId: owner }, staleTime: 0 }))
  const give = useMutation(
    queries.grants.give.mutationOptions({
      onSuccess: () => {
        announce(words.given)
        onDone()
      },
    }),
  )
  if (others.length === 0) return <p className="py-1 text-ui text-ink-2">{words.nobodyThere}</p>

  function submit(): void {
    setChecked(true)
    if (kinds.length > 0) give.mutate({ from: owner, to: side === 'to' ? personaId : other, kinds: [...kinds] })
  }

  const label = side === 'to' ? words.from : words.to
  return (
    <div
      role="group"
      aria-label={side === 'to' ? words.let(name) : words.letOthers}
      className="mt-2 flex flex-col gap-2"
    >
      <Select
        label={label}
        value={other ?? NONE}
        groups={[{ options: others.map(({ id, name: called }) => ({ value: id ?? NONE, words: called })) }]}
        onChange={(value) => {
          setOther(value === NONE ? null : value)
          setKinds([])
        }}
      />
      <div role="group" aria-label={words.which}>
        {givable.isSuccess && givable.data.length === 0 && (
          <p className="text-small text-ink-3">{words.nothingToGive(ownerName)}</p>
        )}
        {kindsOf(givable.data ?? []).map(({ kind, count }) => (
          <label key={kind} className="flex min-h-7 items-center gap-2.5 text-ui pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="size-4 accent-(--accent-fill)"
              checked={kinds.includes(kind)}
              onChange={({ target }) =>
                setKinds((before) => (target.checked ? [...before, kind] : before.filter((one) => one !== kind)))
              }
            />
            {words.howMany(kind, count)}
          </label>
        ))}
      </div>
      {isChecked && kinds.length === 0 && (
        <p role="alert" className="text-small text-danger">
          {words.chooseKind}
        </p>
      )}
      {give.isError && <ErrorNote {...wordsOf(give.error)} />}
      <div className="flex flex-wrap gap-1.5">
        <Button changes size="small" isBusy={give.isPending} onClick={submit}>
          {words.give}
        </Button>
        <Button size="small" look="bare" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  )
}

/** The usual kinds, whether there is something of them or not, and those of other programs. */
function kindsOf(givable: readonly Givable[]): Givable[] {
  const countOf = (kind: string) => givable.find((one) => one.kind === kind)?.count ?? 0
  return [
    ...usual.map((kind) => ({ kind, count: countOf(kind) })),
    ...givable.filter(({ kind }) => !usual.includes(kind)),
  ]
}
