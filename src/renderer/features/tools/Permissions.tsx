import { useDeferredValue, useState } from 'react'
import type { ToolPermission } from '../../../shared/contract/tools'
import { PermissionRow } from './PermissionRow'
import { words } from './words'

/** More than one looks through; then one looks for them. */
const MANY = 20
const MOST_SHOWN = 60

interface PermissionsProps {
  personaId: string | null
  tools: readonly ToolPermission[]
}

/** The owner's word on every tool of a persona. */
export function Permissions({ personaId, tools }: PermissionsProps) {
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text).trim().toLowerCase()
  const found = tools
    .map(inWords)
    .filter(({ title, server }) => `${title} ${server ?? words.own}`.toLowerCase().includes(wanted))
  const leftOut = tools.filter(({ isLeftOut }) => isLeftOut).length
  return (
    <>
      {leftOut > 0 && <p className="mb-2 pt-[7px] text-small text-warning">{words.leftOut(leftOut)}</p>}
      {tools.length > MANY && (
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          className="field-frame mb-1 h-[34px] w-full rounded-m px-[11px] text-ui pointer-coarse:h-11"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul className="max-h-[480px] overflow-y-auto pe-1">
        {found.slice(0, MOST_SHOWN).map((tool) => (
          <PermissionRow key={tool.key} personaId={personaId} tool={tool} />
        ))}
      </ul>
      <p role="status" className="text-small text-ink-3 pt-2 empty:pt-0">
        {found.length === 0 && words.noneFound}
        {found.length > MOST_SHOWN && words.moreFound(found.length - MOST_SHOWN)}
      </p>
    </>
  )
}

function inWords(tool: ToolPermission): ToolPermission {
  return tool.server === null ? { ...tool, ...words.ownTools[tool.title] } : tool
}
