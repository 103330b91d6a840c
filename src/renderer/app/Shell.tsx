import { ForgetDialog } from '../features/forgetting/ForgetDialog'
import { Inspector } from '../features/memory/Inspector'
import { words as memoryWords } from '../features/memory/words'
import { closeEditor } from '../features/personas/persona-actions'
import { PersonaEditing } from './PersonaEditing'
import { useIsNarrow, useIsWide } from '../lib/use-room'
import { useAccounts } from '../state/accounts'
import { useForgetting } from '../state/forgetting'
import { hideMetadata } from '../state/metadata'
import { useOpen } from '../state/open'
import { endWish } from '../state/thread-files'
import { usePersona } from '../state/use-persona'
import { IconButton } from '../ui/IconButton'
import { MenuIcon, PanelLeftIcon } from '../ui/icons'
import { Sheet } from '../ui/Sheet'
import { ConversationPane } from './ConversationPane'
import { Guarded } from './Guarded'
import { InspectorOver } from './InspectorOver'
import { LeavingForms } from './LeavingForms'
import { MetadataOver } from './MetadataOver'
import { NewPasswordOver } from './NewPasswordOver'
import { Over } from './Over'
import { PagePane } from './PagePane'
import { focusSidebarButton } from './panes'
import { Sidebar } from './Sidebar'
import { SidePane } from './SidePane'
import { ThreadFilesOver } from './ThreadFilesOver'
import { usePagesSoon } from './use-page'
import { useInspector } from './use-inspector'
import { useShownLanguage } from './use-shown-language'
import { useShownTheme } from './use-shown-theme'
import { useThreadLink } from './use-thread-link'
import { words } from './words'

/** The panes: side by side where there is room, over each other where there is not. */
export function Shell() {
  const persona = usePersona()
  const page = useOpen((open) => open.page)
  const threadId = useOpen((open) => open.threadId)
  const hasSidebar = useOpen((open) => open.panes.sidebar)
  const isSidebarOver = useOpen((open) => open.over === 'sidebar')
  const setOver = useOpen((open) => open.setOver)
  const setPane = useOpen((open) => open.setPane)
  const isNarrow = useIsNarrow()
  const isWide = useIsWide()
  const inspector = useInspector()
  useShownTheme()
  useShownLanguage()
  useThreadLink()
  usePagesSoon()

  const name = memoryWords.paneOf(persona?.name ?? null)
  const inside = (
    <Guarded where="inspector" attempt={persona?.id}>
      <Inspector persona={persona} onClose={() => inspector.set(false)} />
    </Guarded>
  )
  return (
    <div data-accent={persona?.accent ?? 'graphite'} className="flex h-full">
      {!isNarrow && hasSidebar && (
        <SidePane
          pane="sidebar"
          name={words.panes}
          edge={words.resizeSidebar}
          onCollapse={() => {
            setPane('sidebar', false)
            requestAnimationFrame(focusSidebarButton)
          }}
        >
          <Guarded where="sidebar">
            <Sidebar />
          </Guarded>
        </SidePane>
      )}
      <main data-pane="conversation" className="@container relative flex min-w-0 flex-1 flex-col bg-paper">
        {page === 'conversation' ? (
          <Guarded
            where="conversation"
            attempt={threadId}
            head={
              <header className="title-row ps-6 max-narrow:ps-2">
                <SidebarButton isNarrow={isNarrow} hasSidebar={hasSidebar} />
              </header>
            }
          >
            <ConversationPane
              persona={persona}
              start={<SidebarButton isNarrow={isNarrow} hasSidebar={hasSidebar} />}
              inspector={inspector}
            />
          </Guarded>
        ) : (
          <PagePane page={page} start={<SidebarButton isNarrow={isNarrow} hasSidebar={hasSidebar} />} />
        )}
      </main>
      {inspector.isOpen && isWide && (
        <SidePane pane="inspector" name={name} edge={words.resizeInspector} onCollapse={() => inspector.set(false)}>
          <div className="flex min-h-0 flex-1 flex-col overflow-hidden">{inside}</div>
        </SidePane>
      )}
      {inspector.isOpen && !isWide && !isNarrow && (
        <InspectorOver name={name} onClose={() => inspector.set(false)}>
          {inside}
        </InspectorOver>
      )}
      <Over onClose={() => closeEditor(null)}>
        <PersonaEditing />
      </Over>
      <LeavingForms />
      <Over onClose={() => useForgetting.getState().end()}>
        <ForgetDialog />
      </Over>
      <Over onClose={() => useAccounts.setState({ wantsNewPassword: false })}>
        <NewPasswordOver />
      </Over>
      <Over onClose={hideMetadata}>
        <MetadataOver />
      </Over>
      <Over onClose={endWish}>
        <ThreadFilesOver />
      </Over>
      {isNarrow && (
        <>
          <Sheet title={words.panes} side="start" isOpen={isSidebarOver} onClose={() => setOver(null)}>
            <nav aria-label={words.panes} data-pane="sidebar" className="flex min-h-0 flex-1 flex-col">
              <Guarded where="sidebar">
                <Sidebar />
              </Guarded>
            </nav>
          </Sheet>
          <Sheet title={name} side="end" isOpen={inspector.isOpen} onClose={() => inspector.set(false)}>
            <aside aria-label={name} data-pane="inspector" className="flex min-h-0 flex-1 flex-col">
              {inside}
            </aside>
          </Sheet>
        </>
      )}
    </div>
  )
}

function SidebarButton({ isNarrow, hasSidebar }: { isNarrow: boolean; hasSidebar: boolean }) {
  const setOver = useOpen((open) => open.setOver)
  const setPane = useOpen((open) => open.setPane)
  if (isNarrow) return <IconButton label={words.showSidebar} icon={<MenuIcon />} onClick={() => setOver('sidebar')} />
  if (hasSidebar) return null
  return (
    <IconButton
      label={words.showSidebar}
      aria-expanded={false}
      data-sidebar-toggle=""
      className="ms-[max(-12px,calc(var(--inset-start)-12px))] me-1"
      icon={<PanelLeftIcon />}
      onClick={() => setPane('sidebar', true)}
    />
  )
}
