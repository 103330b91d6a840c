import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OpenedThread } from '../../../shared/contract/thread-files'
import { useOpen } from '../../state/open'
import { endWish } from '../../state/thread-files'
import { Button } from '../../ui/Button'
import { ChoiceField } from '../../ui/ChoiceField'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow } from '../../ui/Field'
import type { ErrorInWords } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { CheckRow } from './CheckRow'
import { words } from './words'

export interface Wanted {
  personaId: string | null
  remembers: boolean
}

interface BringInProps {
  found: OpenedThread
  isBusy: boolean
  error: ErrorInWords | null
  onBringIn(wanted: Wanted): void
}

const none = 'none'

/** To whom it is brought, and whether it may be recalled elsewhere. The persona of its name is proposed, if there is one. */
export function BringIn({ found, isBusy, error, onBringIn }: BringInProps) {
  const present = useOpen((open) => open.personaId)
  const { data: personas = [] } = useQuery(queries.personas.list.queryOptions())
  const [chosen, setChosen] = useState<string | null>(null)
  // Whatever the file says of itself: anybody can write one.
  const [remembers, setRemembers] = useState(false)
  const proposed = personas.find(({ name }) => name === found.persona)?.id ?? present ?? none
  const value = chosen ?? (found.persona === null ? none : proposed)
  const options = [
    { value: none, words: words.noPersona },
    ...personas.map(({ id, name }) => ({ value: id, words: name })),
  ]
  return (
    <Form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) onBringIn({ personaId: value === none ? null : value, remembers })
      }}
    >
      <ChoiceField
        label={words.bringTo}
        chosen={options.find((option) => option.value === value)?.words ?? words.noPersona}
        value={value}
        groups={[{ key: 'personas', options }]}
        search={{ label: words.search, nothing: words.nothing }}
        onChange={setChosen}
      />
      <FormRow label="">
        <div className="-ms-3">
          <CheckRow label={words.recall} hint={words.recallHint} isOn={remembers} onChange={setRemembers} />
        </div>
      </FormRow>
      <FormRow label="">
        <p className="mb-4 text-small text-ink-2">{words.stranger}</p>
        {error && (
          <div className="pb-4">
            <ErrorNote {...error} />
          </div>
        )}
        <div className="flex flex-wrap gap-1.5">
          <Button changes type="submit" look="primary" isBusy={isBusy}>
            {words.bringIn}
          </Button>
          <Button look="bare" onClick={endWish}>
            {words.cancel}
          </Button>
        </div>
      </FormRow>
    </Form>
  )
}
