import type { FoundKind, SearchPage } from '../../../shared/contract/search'
import { number } from '../../lib/numbers'
import { seek, useSearch } from '../../state/search'
import { TabList } from '../../ui/Tabs'
import { words } from './words'

const kinds: readonly FoundKind[] = ['message', 'memory', 'thread', 'metadata']

/** One kind or all of them, with how many there are. */
export function KindTabs({ counts }: { counts: SearchPage['counts'] | undefined }) {
  const total = counts && kinds.reduce((sum, kind) => sum + counts[kind], 0)
  const factOf = (count: number | undefined) => (count === undefined ? undefined : number(count))
  return (
    <TabList
      label={words.kindsLabel}
      tabs={[
        { id: 'all', words: words.all, fact: factOf(total) },
        ...kinds.map((kind) => ({ id: kind, words: words.kinds[kind], fact: factOf(counts?.[kind]) })),
      ]}
    />
  )
}

export function useKindTabs() {
  const kind = useSearch((search) => search.kind)
  return {
    value: kind ?? 'all',
    onChange: (value: string) => seek({ kind: kinds.find((one) => one === value) ?? null }),
  }
}
