import { MemoryEntry } from '../features/memory/MemoryEntry'
import { words as searchWords } from '../features/search/entry/words'
import { PersonaList } from '../features/personas/PersonaList'
import { ProfileSwitcher } from '../features/profiles/ProfileSwitcher'
import { ThreadList } from '../features/threads/ThreadList'
import { classNames } from '../lib/class-names'
import { useIsNarrow } from '../lib/use-room'
import { useOpen } from '../state/open'
import { openSearch } from '../state/search'
import { useShortcutLabel } from '../state/shortcuts'
import { IconButton } from '../ui/IconButton'
import { CloseIcon, CommandIcon, ComputerIcon, PanelLeftIcon, SearchIcon, SettingsIcon } from '../ui/icons'
import { words } from './words'

const palette = { id: 'palette.open', keys: ['mod+k'] }
const search = { id: 'search.open', keys: ['mod+shift+f'] }
const entry =
  'flex h-(--row) flex-none items-center gap-2.5 rounded-m px-2.5 text-start text-ui text-ink-2 hover:bg-hover hover:text-ink'

/** Who one talks to, about what, and where it is all kept. */
export function Sidebar() {
  const isNarrow = useIsNarrow()
  const setPane = useOpen((open) => open.setPane)
  const setOver = useOpen((open) => open.setOver)
  const openSettings = useOpen((open) => open.openSettings)
  const setDialog = useOpen((open) => open.setDialog)
  const shortcut = useShortcutLabel(palette)
  const searchShortcut = useShortcutLabel(search)
  const isSearching = useOpen((open) => open.page === 'search')
  return (
    <div className="flex min-h-0 flex-1 flex-col px-2.5 pb-2.5">
      <div className="title-row justify-end ps-(--inset-start) pe-0.5">
        <IconButton
          label={words.hideSidebar}
          aria-expanded
          icon={isNarrow ? <CloseIcon /> : <PanelLeftIcon />}
          onClick={() => (isNarrow ? setOver(null) : setPane('sidebar', false))}
        />
      </div>
      <ProfileSwitcher />
      <button
        type="button"
        aria-keyshortcuts={shortcut?.replaceAll(' ', '+')}
        onClick={() => {
          setOver(null)
          setDialog('palette')
        }}
        className={entry}
      >
        <CommandIcon />
        <span className="min-w-0 flex-1 truncate">{words.search}</span>
        <span aria-hidden="true" className="text-micro text-ink-3">
          {shortcut}
        </span>
      </button>
      <MemoryEntry />
      <button
        type="button"
        aria-current={isSearching ? 'page' : undefined}
        aria-keyshortcuts={searchShortcut?.replaceAll(' ', '+')}
        onClick={() => openSearch()}
        className={classNames(entry, 'aria-[current]:bg-active aria-[current]:text-ink')}
      >
        <SearchIcon />
        <span className="min-w-0 flex-1 truncate">{searchWords.open}</span>
        <span aria-hidden="true" className="text-micro text-ink-3">
          {searchShortcut}
        </span>
      </button>
      <PersonaList />
      <ThreadList />
      <div className="flex flex-none items-center">
        <button
          type="button"
          onClick={() => openSettings({ kind: 'data' })}
          className="flex h-(--row) min-w-0 flex-1 items-center gap-2.5 rounded-m px-2.5 text-start text-ui text-ink-2 hover:bg-hover hover:text-ink"
        >
          <ComputerIcon />
          <span className="truncate">{words.onThisComputer}</span>
        </button>
        <IconButton label={words.settings} icon={<SettingsIcon />} onClick={() => openSettings()} />
      </div>
    </div>
  )
}
