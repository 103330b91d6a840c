import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { number } from '../../../lib/numbers'
import { useMemoryPage, useMemoryScope } from '../../../state/memory-page'
import type { MemoryFilter } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { FilterIcon } from '../../../ui/icons'
import { ChoiceMenu } from '../../../ui/ChoiceMenu'
import { queries } from '../../../wire/rpc'
import { words } from './words'

const states = ['active', 'archived', 'deleted'] as const

/** What there is to filter by: state, pinned, and the tags there are. Choosing what is on takes it off. */
export function FilterMenu() {
  const scope = useMemoryScope()
  const filter = useMemoryPage((page) => page.filter)
  const setFilter = useMemoryPage((page) => page.setFilter)
  const [isNear, setNear] = useState(false)
  const tags = useQuery(queries.memories.tags.queryOptions({ input: scope, enabled: isNear })).data ?? []

  const changes: Record<string, Partial<MemoryFilter>> = {
    pinned: { isPinned: !filter.isPinned },
    ...Object.fromEntries(states.map((state) => [`state ${state}`, { state }])),
    ...Object.fromEntries(tags.map(({ tag }) => [`tag ${tag}`, { tag: filter.tag === tag ? null : tag }])),
  }
  return (
    <ChoiceMenu
      align="end"
      // One mark for the state, which always is one of three; the others are seen as chips.
      value={`state ${filter.state}`}
      search={{ label: words.searchTags, nothing: words.noSuchFilter }}
      groups={[
        {
          key: 'state',
          heading: words.byState,
          options: states.map((state) => ({ value: `state ${state}`, words: words.states[state] })),
        },
        { key: 'pinned', heading: words.byPin, options: [{ value: 'pinned', words: words.pinnedOnly }] },
        ...(tags.length > 0
          ? [
              {
                key: 'tags',
                heading: words.byTag,
                options: tags.map(({ tag, count }) => ({ value: `tag ${tag}`, words: `${tag} ${number(count)}` })),
              },
            ]
          : []),
      ]}
      onChange={(value) => setFilter(changes[value] ?? {})}
      trigger={
        <Button look="bare" size="small" onPointerEnter={() => setNear(true)} onFocus={() => setNear(true)}>
          <FilterIcon />
          {words.filter}
        </Button>
      }
    />
  )
}
