import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHoldsUnsaved } from '../../../state/unsaved'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow, TextField } from '../../../ui/Field'
import { Select } from '../../../ui/Select'
import { ToggleGroup } from '../../../ui/ToggleGroup'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { useCreateKey } from './use-local-api'
import { words } from './words'

const ALL = 'all'
const NO_PERSONA = 'none'
const days = { week: 7, month: 30, year: 365, ever: null } as const
type Period = keyof typeof days
type Right = 'read' | 'write'

const rights = (['read', 'write'] as const).map((value) => ({ value, words: words.rights[value] }))
const periods = (Object.keys(days) as Period[]).map((value) => ({ value, words: words.periods[value] }))

interface KeyFormProps {
  onMade(key: { name: string; secret: string }): void
  onCancel(): void
}

/** What a key is for, and how much it may do: as little as possible at first. */
export function KeyForm({ onMade, onCancel }: KeyFormProps) {
  const [name, setName] = useState('')
  const [sees, setSees] = useState(ALL)
  const [right, setRight] = useState<Right>('read')
  const [period, setPeriod] = useState<Period>('month')
  const [isEmpty, setEmpty] = useState(false)
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const create = useCreateKey()
  useHoldsUnsaved(name !== '')

  function make(): void {
    const wanted = name.trim()
    setEmpty(wanted === '')
    if (wanted === '') return
    const lasts = days[period]
    create.mutate(
      {
        name: wanted,
        personas: sees === ALL ? { kind: 'all' } : { kind: 'one', personaId: sees === NO_PERSONA ? null : sees },
        mayWrite: right === 'write',
        expiresAt: lasts === null ? null : new Date(Date.now() + lasts * 86_400_000).toISOString(),
      },
      { onSuccess: ({ secret }) => onMade({ name: wanted, secret }) },
    )
  }

  return (
    <Form
      aria-label={words.newKey}
      onSubmit={(event) => {
        event.preventDefault()
        make()
      }}
    >
      <TextField
        label={words.keyName}
        value={name}
        maxLength={80}
        // It was just asked for.
        autoFocus // oxlint-disable-line jsx-a11y/no-autofocus
        hint={words.keyNameHint}
        error={isEmpty ? words.nameEmpty : undefined}
        onChange={({ target }) => {
          setEmpty(false)
          setName(target.value)
        }}
      />
      <FormRow label={words.persona}>
        <Select
          label={words.persona}
          value={sees}
          groups={[
            {
              options: [
                { value: ALL, words: words.all },
                { value: NO_PERSONA, words: words.noPersona },
                ...personas.map((persona) => ({ value: persona.id, words: persona.name })),
              ],
            },
          ]}
          onChange={setSees}
        />
      </FormRow>
      <FormRow label={words.may}>
        <ToggleGroup label={words.may} options={rights} value={right} onChange={(next: Right) => setRight(next)} />
        <p className="mt-1 text-small text-ink-3">{words.rightsHint[right]}</p>
      </FormRow>
      <FormRow label={words.expires}>
        <ToggleGroup
          label={words.expires}
          options={periods}
          value={period}
          onChange={(next: Period) => setPeriod(next)}
        />
      </FormRow>
      <FormRow label="">
        {create.isError && (
          <div className="pb-4">
            <ErrorNote {...wordsOf(create.error)} />
          </div>
        )}
        <div className="flex flex-wrap gap-1.5">
          <Button type="submit" look="primary" isBusy={create.isPending}>
            {words.make}
          </Button>
          <Button look="bare" onClick={onCancel}>
            {words.cancel}
          </Button>
        </div>
      </FormRow>
    </Form>
  )
}
