import type { ReactNode } from 'react'
import type { Persona } from '../../shared/contract/personas'
import { BackupList } from '../features/backups/BackupList'
import { Composer } from '../features/chat/Composer'
import { Conversation } from '../features/chat/Conversation'
import { words as memoryWords } from '../features/memory/words'
import { StartPage } from '../features/onboarding/StartPage'
import { OfflineLine } from '../features/profiles/OfflineLine'
import { ProfileMark } from '../features/profiles/ProfileMark'
import { ConnectionLine } from '../features/session/ConnectionLine'
import { FailedMeanwhile } from '../features/session/FailedMeanwhile'
import { Notices } from '../features/session/Notices'
import { ReadOnlyLine } from '../features/session/ReadOnlyLine'
import { ThreadMenu, ThreadTitle } from '../features/threads/ThreadTitle'
import { useOpen } from '../state/open'
import { useSession } from '../state/session'
import { IconButton } from '../ui/IconButton'
import { PanelRightIcon } from '../ui/icons'
import type { InspectorPane } from './use-inspector'

interface ConversationPaneProps {
  persona: Persona | null
  /** The way back to the sidebar, where it is hidden. */
  start: ReactNode
  inspector: InspectorPane
}

/** A thread under its title, or the page a new one begins on. */
export function ConversationPane({ persona, start, inspector }: ConversationPaneProps) {
  const threadId = useOpen((open) => open.threadId)
  const personaId = useOpen((open) => open.personaId)
  const personaName = persona?.name ?? null
  const isReadOnly = useSession(({ ready }) => ready?.database.isReadOnly)
  const composer = isReadOnly ? (
    <ReadOnlyLine />
  ) : (
    <>
      <OfflineLine />
      <Composer
        threadId={threadId}
        personaId={personaId}
        personaName={personaName}
        isInThread={threadId !== null}
        mark={<ProfileMark />}
      />
    </>
  )
  return (
    <>
      <header className="title-row ps-6 pe-3 max-narrow:px-2">
        {start}
        {threadId !== null && <ThreadTitle key={threadId} threadId={threadId} personaName={personaName} />}
        <div className={inspector.isOpen ? 'ms-auto flex flex-none' : 'ms-auto flex flex-none pe-(--inset-end)'}>
          {threadId !== null && <ThreadMenu threadId={threadId} personaName={personaName} />}
          {!inspector.isOpen && (
            <IconButton
              label={memoryWords.show}
              aria-expanded={false}
              data-inspector-toggle=""
              icon={<PanelRightIcon />}
              onClick={() => inspector.set(true)}
            />
          )}
        </div>
      </header>
      <FailedMeanwhile backups={<BackupList />} />
      <Notices />
      {threadId === null ? (
        <StartPage composer={composer} />
      ) : (
        <Conversation key={threadId} threadId={threadId} personaName={personaName} />
      )}
      <ConnectionLine />
      {threadId !== null && composer}
    </>
  )
}
