// Going to what was found, with a way back to the search as it was.
import type { Found } from '../../../shared/contract/search'
import { useMemoryOff } from '../../state/memory-off'
import { draftOfThread } from '../../state/drafts'
import { useOpen } from '../../state/open'
import { keepSought, useSearch } from '../../state/search'
import { knownThread } from '../../state/threads'
import { rememberPlace } from '../../state/way-back'

export function openFound(found: Found): void {
  keepIfRemembered()
  const { threadId, messageId, personaId } = found
  const open = useOpen.getState()
  if (threadId !== null) {
    rememberPlace({ page: 'search' }, threadId)
    const isMessage = messageId !== null && found.kind !== 'thread'
    return open.openThread(threadId, { personaId: personaOf(found), ...(isMessage && { messageId }) })
  }
  // A memory nobody said, or what is noted about a persona: it stands beside where one talks to it.
  open.choosePersona(personaId)
  open.startThread()
  open.setInspector('start', true)
}

/** Of the thread, which may be of another persona than a memory that came from it. */
function personaOf({ threadId, personaId }: Found): string | null {
  return (threadId === null ? undefined : knownThread(threadId))?.personaId ?? personaId
}

/** What is looked for from a thread that remembers nothing is not kept either. */
export function keepIfRemembered(): void {
  const { threadId, personaId } = useOpen.getState()
  const remembers =
    threadId === null
      ? !(draftOfThread(null, personaId) in useMemoryOff.getState().drafts)
      : (knownThread(threadId)?.remembers ?? true)
  if (remembers) keepSought(useSearch.getState())
}
