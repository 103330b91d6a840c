import { Tabs } from 'radix-ui'
import type { FoundKind, SearchPage } from '../../../shared/contract/search'
import { number } from '../../lib/numbers'
import { seek, useSearch } from '../../state/search'
import { words } from './words'

const kinds: readonly FoundKind[] = ['message', 'memory', 'thread', 'metadata']

/** One kind or all of them, with how many there are. To be inside Tabs.Root. */
export function KindTabs({ counts }: { counts: SearchPage['counts'] | undefined }) {
  const total = counts && kinds.reduce((sum, kind) => sum + counts[kind], 0)
  return (
    <Tabs.List aria-label={words.kindsLabel} className="flex flex-wrap gap-x-6 gap-y-1 max-narrow:gap-x-4">
      <Tab value="all" name={words.all} count={total} />
      {kinds.map((kind) => (
        <Tab key={kind} value={kind} name={words.kinds[kind]} count={counts?.[kind]} />
      ))}
    </Tabs.List>
  )
}

export function useKindTabs() {
  const kind = useSearch((search) => search.kind)
  return {
    value: kind ?? 'all',
    onValueChange: (value: string) => seek({ kind: kinds.find((one) => one === value) ?? null }),
  }
}

function Tab({ value, name, count }: { value: string; name: string; count: number | undefined }) {
  return (
    <Tabs.Trigger
      value={value}
      className="flex h-8 items-center gap-2 border-b-2 border-transparent text-ui text-ink-2 hover:text-ink data-[state=active]:border-ink data-[state=active]:font-strong data-[state=active]:text-ink pointer-coarse:h-11"
    >
      {name}
      <span className="font-normal text-ink-3 tabular-nums">{count === undefined ? '' : number(count)}</span>
    </Tabs.Trigger>
  )
}
