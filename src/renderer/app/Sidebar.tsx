import { PersonaList } from '../features/personas/PersonaList'
import { ThreadList } from '../features/threads/ThreadList'
import { useIsNarrow } from '../lib/use-media-query'
import { useOpen } from '../state/open'
import { IconButton } from '../ui/IconButton'
import { CloseIcon, ComputerIcon, PanelLeftIcon, SettingsIcon } from '../ui/icons'
import { words } from './words'

/** Who one talks to, about what, and where it is all kept. */
export function Sidebar() {
  const isNarrow = useIsNarrow()
  const setPane = useOpen((open) => open.setPane)
  const setOver = useOpen((open) => open.setOver)
  const openSettings = useOpen((open) => open.openSettings)
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
      <PersonaList />
      <ThreadList />
      <div className="flex flex-none items-center">
        <button
          type="button"
          onClick={() => openSettings({ kind: 'about' })}
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
