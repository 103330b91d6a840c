import type { ListedTool } from '../../../shared/contract/tools'
import { words } from './words'

const MOST_SHOWN = 20

/** What a test found, in the server's own words. */
export function FoundTools({ tools }: { tools: readonly ListedTool[] }) {
  if (tools.length === 0) return <p role="status">{words.foundNone}</p>
  return (
    <div role="status" className="text-small">
      <p className="text-ink-2">{words.found(tools.length)}</p>
      <ul className="mt-1">
        {tools.slice(0, MOST_SHOWN).map(({ name, title, description }) => (
          <li key={name} className="[overflow-wrap:anywhere]">
            {title} <span className="text-ink-3">{description.slice(0, 160)}</span>
          </li>
        ))}
      </ul>
      {tools.length > MOST_SHOWN && <p className="text-ink-3">{words.more(tools.length - MOST_SHOWN)}</p>}
    </div>
  )
}
