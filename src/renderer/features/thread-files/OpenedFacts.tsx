import type { OpenedThread } from '../../../shared/contract/thread-files'
import { fullDate } from '../../lib/dates'
import { words } from './words'

/** What is in a file: whose, of when, how much. All of it is what the file says of itself. */
export function OpenedFacts({ found }: { found: OpenedThread }) {
  const { facts } = words
  const at = (time: string) => fullDate(new Date(time))
  const rows: [string, string][] = [
    [facts.thread, found.title || found.opening || words.noTitle],
    [facts.persona, found.persona ?? facts.noPersona],
    ...(found.firstAt && found.lastAt
      ? [[facts.said, words.between(at(found.firstAt), at(found.lastAt))] satisfies [string, string]]
      : []),
    [facts.messages, words.messages(found.messages, found.otherVersions)],
    [facts.attachments, words.attachments(found.attachments, found.missingAttachments)],
    [facts.saved, words.savedWith(at(found.savedAt), found.kith)],
  ]
  return (
    <dl className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-ui max-narrow:grid-cols-1 max-narrow:gap-y-0">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-end text-ink-2 max-narrow:mt-2 max-narrow:text-start">{name}</dt>
          <dd dir="auto" className="line-clamp-3 [overflow-wrap:anywhere]">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
