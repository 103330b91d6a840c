import { Composer } from '../features/chat/Composer'
import { Conversation } from '../features/chat/Conversation'
import { ForgetDialog } from '../features/forgetting/ForgetDialog'
import { OfflineLine } from '../features/profiles/OfflineLine'
import { ProfileMark } from '../features/profiles/ProfileMark'
import { ConnectionLine } from '../features/session/ConnectionLine'
import { ReadOnlyLine } from '../features/session/ReadOnlyLine'
import { ThreadTitle } from '../features/threads/ThreadTitle'
import { useShortcutLabel } from '../state/shortcuts'
import { useOpen } from '../state/open'
import { useSession } from '../state/session'
import { usePersona } from '../state/use-persona'
import { Button } from '../ui/Button'
import { IconButton } from '../ui/IconButton'
import { CloseIcon, PlusIcon } from '../ui/icons'
import { ClipboardChip } from './ClipboardChip'
import { leave, openInKith } from './leave'
import { PersonaChoice } from './PersonaChoice'
import { RecentThreads } from './RecentThreads'
import { useComingUp, useEscapeToLeave, usePagesElsewhere } from './use-quick'
import { words } from './words'

/** A question between two other things: who answers, the last threads or one of them, and the field. */
export function QuickWindow() {
  const persona = usePersona()
  const threadId = useOpen((open) => open.threadId)
  const personaId = useOpen((open) => open.personaId)
  const startThread = useOpen((open) => open.startThread)
  const isReadOnly = useSession(({ ready }) => ready?.database.isReadOnly)
  const newKeys = useShortcutLabel({ id: 'threads.new', keys: ['mod+n'] })
  useComingUp()
  useEscapeToLeave()
  usePagesElsewhere()
  const name = persona?.name ?? null

  return (
    <main
      aria-label={words.title}
      data-accent={persona?.accent ?? 'graphite'}
      className="@container flex h-full flex-col bg-paper"
    >
      <header className="title-row gap-2 px-2">
        <PersonaChoice />
        <div className="min-w-0 flex-1">
          {threadId === null ? (
            <h1 className="sr-only">{words.title}</h1>
          ) : (
            <ThreadTitle key={threadId} threadId={threadId} personaName={null} />
          )}
        </div>
        {threadId !== null && (
          <IconButton
            label={words.newThread}
            icon={<PlusIcon />}
            {...(newKeys !== undefined && { shortcut: newKeys })}
            onClick={startThread}
          />
        )}
        <Button size="small" look="bare" onClick={() => openInKith()}>
          {words.openInKith}
        </Button>
        <IconButton label={words.close} shortcut="Esc" icon={<CloseIcon />} onClick={leave} />
      </header>
      {threadId === null ? <RecentThreads /> : <Conversation key={threadId} threadId={threadId} personaName={name} />}
      <ConnectionLine />
      {isReadOnly ? (
        <ReadOnlyLine />
      ) : (
        <>
          <OfflineLine />
          <ClipboardChip />
          <Composer
            threadId={threadId}
            personaId={personaId}
            personaName={name}
            isInThread={threadId !== null}
            mark={<ProfileMark />}
          />
        </>
      )}
      <ForgetDialog />
    </main>
  )
}
