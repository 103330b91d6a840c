// What main asks of this window: what was chosen from a menu of the system, and what was clicked on the desktop.
import type { DesktopCommand, Place } from '../../shared/contract/desktop'
import { actionById } from '../state/actions'
import { useOpen } from '../state/open'
import { useSession } from '../state/session'
import { rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'
import { tellOf } from './browser-notes'

/** Does it for as long as the page lives. */
export function followDesktop(): () => void {
  return subscribe({ open: (signal) => rpc.desktop.commands(undefined, { signal }), onValue: obey })
}

function obey(command: DesktopCommand): void {
  if (command.kind === 'do') whenReady(() => run(command.action))
  if (command.kind === 'open') whenReady(() => goTo(command.place))
  if (command.kind === 'tell') {
    const { threadId, personaId, messageId } = command.note
    void tellOf(command.note, () => goTo({ page: 'conversation', threadId, personaId, messageId }))
  }
}

/** A window that was opened for it has nothing to go to yet. */
function whenReady(act: () => void): void {
  if (useSession.getState().ready) return act()
  const stop = useSession.subscribe(({ ready }) => {
    if (!ready) return
    stop()
    act()
  })
}

function run(id: string): void {
  const action = actionById(id)
  if (action?.isThere?.() ?? true) action?.run()
}

function goTo({ page, threadId, personaId, messageId }: Place): void {
  const open = useOpen.getState()
  if (page === 'settings') return open.openSettings()
  if (page !== 'conversation') return open.openPage(page)
  if (threadId !== null) return open.openThread(threadId, { personaId, ...(messageId !== undefined && { messageId }) })
  open.choosePersona(personaId)
  open.startThread()
}
