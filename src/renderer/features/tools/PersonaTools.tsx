import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOpen } from '../../state/open'
import { FormRow } from '../../ui/Field'
import { Select } from '../../ui/Select'
import { queries } from '../../wire/rpc'
import { ToolsOfPersona } from './ToolsOfPersona'
import { words } from './words'

const NONE = 'none'

/** One persona of all: the servers it uses, and its owner's word on every tool. */
export function PersonaTools() {
  const open = useOpen(({ personaId }) => personaId)
  const [chosen, setChosen] = useState(open)
  const personas = useQuery(queries.personas.list.queryOptions())
  const options = [
    ...(personas.data ?? []).map(({ id, name }) => ({ value: id, words: name })),
    { value: NONE, words: words.withoutPersona },
  ]
  return (
    <div
      role="group"
      aria-label={words.permissions}
      className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 gap-y-4 max-narrow:grid-cols-1"
    >
      <FormRow label={words.persona}>
        <Select
          label={words.persona}
          value={chosen ?? NONE}
          groups={[{ options }]}
          onChange={(value) => setChosen(value === NONE ? null : value)}
        />
      </FormRow>
      <ToolsOfPersona personaId={chosen} />
    </div>
  )
}
