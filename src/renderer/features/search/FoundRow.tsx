import { memo } from 'react'
import type { Found } from '../../../shared/contract/search'
import { glimpse } from '../../../shared/domain/glimpse'
import { classNames } from '../../lib/class-names'
import { fullDate, shortDate } from '../../lib/dates'
import { excerpt } from '../../lib/excerpt'
import { knownThread } from '../../state/threads'
import { Marked } from '../../ui/Marked'
import { openFound } from './open-found'
import { words } from './words'

interface FoundRowProps {
  found: Found
  personaName: string | null
  accent: string | undefined
  isActive: boolean
  position: number
  /** -1 while not all are read. */
  count: number
  now: Date
}

export const rowId = ({ id }: Pick<Found, 'id'>) => `found-${id}`

/** One result. It takes no focus: that stays in the field. */
export const FoundRow = memo(function FoundRow(props: FoundRowProps) {
  const { found, personaName, accent, isActive, position, count, now } = props
  const at = new Date(found.at)
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- its keys are in the field
    <div
      id={rowId(found)}
      role="option"
      aria-selected={isActive}
      aria-posinset={position}
      aria-setsize={count}
      data-accent={accent ?? 'graphite'}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => openFound(found)}
      className={classNames(
        'visible relative -mx-3 rounded-m px-3 py-2',
        isActive ? 'selected-thread bg-active' : 'hover:bg-hover',
      )}
    >
      <p
        dir="auto"
        className={classNames(
          'line-clamp-3 text-row [overflow-wrap:anywhere] text-ink',
          found.kind === 'metadata' && 'font-mono text-code',
        )}
      >
        {found.kind === 'metadata' && <bdi>{found.key} = </bdi>}
        <Marked text={excerpt(found.snippet)} />
      </p>
      <p className="flex min-w-0 gap-3 text-small text-ink-2">
        <span className="min-w-0 truncate">{aboutOf(found, personaName)}</span>
        <span className="ms-auto flex-none text-ink-3">{words.one[found.kind]}</span>
        <time dateTime={found.at} title={fullDate(at)} className="flex-none text-ink-3 tabular-nums">
          {shortDate(at, now)}
        </time>
      </p>
    </div>
  )
})

function openingOf({ threadId }: Found): string {
  return glimpse((threadId && knownThread(threadId)?.opening) || '')
}

function aboutOf(found: Found, personaName: string | null): string {
  // Nobody has named it: it is called as in the list, where it is known.
  const title = found.title || openingOf(found) || words.untitled
  switch (found.kind) {
    case 'message': {
      const speaker = found.role === 'user' ? words.you : (personaName ?? 'Kith')
      return [speaker, title, !found.isShown && words.otherVersion].filter(Boolean).join(', ')
    }
    case 'memory': {
      const kind = words.memoryKinds[found.memoryKind ?? ''] ?? found.memoryKind
      return [kind, personaName, found.status && words.statuses[found.status]].filter(Boolean).join(', ')
    }
    case 'thread':
      return personaName ?? 'Kith'
    case 'metadata':
      if (found.messageId !== null && found.memoryId === null) return words.aboutMessage(title)
      if (found.memoryId !== null) return words.aboutMemory
      return found.threadId === null ? words.aboutPersona(title) : words.aboutThread(title)
  }
}
