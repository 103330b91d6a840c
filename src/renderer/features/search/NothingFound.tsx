import type { SearchPage } from '../../../shared/contract/search'
import { seek, useSearch } from '../../state/search'
import { Button } from '../../ui/Button'
import { words } from './words'

/** Nothing answers: what was looked through, and what would find more. */
export function NothingFound({ counts }: { counts: SearchPage['counts'] | undefined }) {
  const { text, filters, kind } = useSearch()
  const others = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)
  const isOther = kind !== null && others > 0
  return (
    <div className="flex max-w-(--measure) flex-col items-start gap-1 py-2">
      <p className="text-ui [overflow-wrap:anywhere] text-ink">
        <bdi>{isOther ? words.nothingOfKind(words.kinds[kind], others) : words.nothing(text.trim().slice(0, 200))}</bdi>
      </p>
      {!isOther && <p className="text-small text-ink-2">{words.nothingHint}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        {isOther && (
          <Button size="small" onClick={() => seek({ kind: null })}>
            {words.showAll}
          </Button>
        )}
        {!isOther && filters.length > 0 && text.trim() !== '' && (
          <Button size="small" onClick={() => seek({ filters: [], kind: null })}>
            {words.withoutFilters}
          </Button>
        )}
      </div>
    </div>
  )
}
