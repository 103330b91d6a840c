import type { MetadataEntry } from '../../../shared/contract/metadata'
import { fileSize } from '../../lib/file-size'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import type { ErrorInWords } from '../../wire/failure'
import { shortKey } from './use-entries'
import { words } from './words'

interface EntryRowProps {
  entry: MetadataEntry
  /** Why something could not be done with it. */
  error: ErrorInWords | null
  onEdit(): void
  onDelete(): void
}

/** One entry: its name, what it says, and what one can do with it. */
export function EntryRow({ entry, error, onEdit, onDelete }: EntryRowProps) {
  const name = shortKey(entry.key)
  return (
    <div data-entry={entry.key}>
      <div className="flex items-start gap-2">
        <Said entry={entry} />
        <Button changes size="small" look="bare" aria-label={words.editOne(name)} onClick={onEdit}>
          {words.edit}
        </Button>
        <Button changes size="small" look="bare" aria-label={words.deleteOne(name)} onClick={onDelete}>
          {words.delete}
        </Button>
      </div>
      {error && (
        <div className="mt-2">
          <ErrorNote {...error} />
        </div>
      )}
    </div>
  )
}

/** One of Kith's own, with what it means. */
export function OwnRow({ entry }: { entry: MetadataEntry }) {
  return (
    <>
      <Said entry={entry} />
      <p className="mt-0.5 text-small text-ink-3">{words.ownMeaning(entry.key)}</p>
    </>
  )
}

/** Isolated, so that marks for the direction of writing turn nothing round but themselves. */
function Said({ entry }: { entry: MetadataEntry }) {
  return (
    <div className="min-w-0 flex-1">
      <bdi className="block font-mono text-small break-all text-ink-2">{visible(entry.key)}</bdi>
      <bdi className="line-clamp-3 text-ui [overflow-wrap:anywhere] whitespace-pre-wrap">{saidOf(entry)}</bdi>
      {!entry.isWhole && <span className="text-small text-ink-3">{words.size(fileSize(entry.size))}</span>}
    </div>
  )
}

/** As a person reads it; what is not whole, or is more than a text, as it is stored. */
export function saidOf({ value, isWhole }: MetadataEntry): string {
  if (value === 'true') return words.yes
  if (value === 'false') return words.no
  if (value === 'null') return words.nothing
  if (value === '""') return words.emptyText
  if (!isWhole) return `${value}…`
  return value.startsWith('"') ? (JSON.parse(value) as string) : value
}

/** What cannot be seen and changes how the rest is read is named. */
function visible(key: string): string {
  return key.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (sign) => `⟨${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )
}
