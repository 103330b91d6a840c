import type { ForgetRadius } from '../../../shared/contract/forgetting'
import { glimpse } from '../../../shared/domain/glimpse'
import { words } from './words'

/** What it would take and what stays: in numbers, and by name where there is one. */
/** @param drafts how many of this window have the words, and go, too */
export function ForgetRadiusList({ radius, drafts }: { radius: ForgetRadius; drafts: number }) {
  if (radius.isEmpty) return <p>{words.nothing}</p>
  const counts = [...words.counts(radius), ...(drafts > 0 ? [words.drafts(drafts)] : [])]
  const staying = words.staying(radius)
  return (
    <>
      {counts.length > 0 && <Named title={words.goes} items={counts} />}
      {radius.memories.length > 0 && (
        <Named
          title={words.memoriesNamed}
          items={radius.memories.map(({ content, reason }) =>
            [glimpse(content), words.reasons[reason]].filter(Boolean).join(' — '),
          )}
        />
      )}
      {radius.noteLines.length > 0 && <Named title={words.noteLines} items={radius.noteLines} />}
      {radius.titles.length > 0 && <Named title={words.titles} items={radius.titles} />}
      {staying.length > 0 && <Named title={words.stays} items={staying} />}
    </>
  )
}

function Named({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <section aria-label={title}>
      <h3 className="text-small font-strong text-ink">{title}</h3>
      <ul className="mt-1 flex max-h-44 list-disc flex-col gap-0.5 overflow-y-auto ps-5 text-small [overflow-wrap:anywhere]">
        {[...new Set(items)].map((item) => (
          <li key={item} dir="auto">
            {item}
          </li>
        ))}
      </ul>
    </section>
  )
}
