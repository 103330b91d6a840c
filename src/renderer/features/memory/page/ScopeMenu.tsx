import { useQuery } from '@tanstack/react-query'
import { useMemoryPage } from '../../../state/memory-page'
import type { MemoryScope } from '../../../state/memory-page'
import { useOpen } from '../../../state/open'
import { ChoiceMenu } from '../../../ui/ChoiceMenu'
import { ChevronDownIcon } from '../../../ui/icons'
import { Mark } from '../../../ui/Mark'
import { queries } from '../../../wire/rpc'
import { words } from './words'

const ALL = 'all'
const NONE = 'none'

/** Whose memories are shown. Choosing a persona is being with it. */
export function ScopeMenu({ scope }: { scope: MemoryScope }) {
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const set = useMemoryPage((page) => page.set)
  const persona = personas.find(({ id }) => id === scope.personaId)
  const name = scope.all ? words.everybody : (persona?.name ?? words.nobody)

  function choose(value: string): void {
    set({ all: value === ALL, memoryId: null })
    if (value === ALL) return
    const { choosePersona, openPage } = useOpen.getState()
    choosePersona(value === NONE ? null : value)
    openPage('memory')
  }

  return (
    <ChoiceMenu
      align="end"
      value={scope.all ? ALL : (scope.personaId ?? NONE)}
      search={{ label: words.searchTags, nothing: words.noSuchFilter }}
      groups={[
        { key: 'all', options: [{ value: ALL, words: words.everybody }] },
        {
          key: 'personas',
          options: [
            ...personas.map(({ id, name: words_ }) => ({ value: id, words: words_ })),
            { value: NONE, words: words.nobody },
          ],
        },
      ]}
      onChange={choose}
      trigger={
        <button
          type="button"
          className="flex h-8 min-w-0 items-center gap-2 rounded-m px-2 text-ui hover:bg-hover data-[state=open]:bg-active pointer-coarse:h-11"
        >
          <span className="sr-only">{words.whose(name)}</span>
          {!scope.all && <Mark name={persona?.name ?? null} emoji={persona?.settings.emoji} isCurrent />}
          <span aria-hidden="true" dir="auto" className="max-w-40 truncate max-narrow:max-w-24">
            {name}
          </span>
          <ChevronDownIcon />
        </button>
      }
    />
  )
}
