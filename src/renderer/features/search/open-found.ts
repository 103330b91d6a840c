// Going to what was found, with a way back to the search as it was.
import type { Found } from '../../../shared/contract/search'
import { draftOfThread } from '../../state/drafts'
import { isDraftOff } from '../../state/memory-off'
import { openMemory, openMemoryPage, useMemoryPage } from '../../state/memory-page'
import { useOpen } from '../../state/open'
import { keepSought, useSearch } from '../../state/search'
import { knownThread } from '../../state/threads'
import { openMessage, openPageFrom } from '../../state/way-back'

export function openFound(found: Found): void {
  useSearch.setState({ activeId: found.id })
  keepIfRemembered()
  const { kind, threadId, messageId, memoryId, personaId } = found
  const isOfMemory = memoryId !== null && (kind === 'memory' || kind === 'metadata')
  if (isOfMemory) openPageFrom('search', () => showMemory(found, memoryId))
  else if (threadId !== null)
    openMessage(threadId, kind === 'thread' ? null : messageId, personaOf(threadId, personaId))
  else {
    useOpen.getState().choosePersona(personaId)
    openPageFrom('search', () => useOpen.getState().openPage('personas'))
  }
}

function showMemory({ personaId, status }: Found, memoryId: string): void {
  // The page lists one persona's, or everybody's.
  if (personaId !== useOpen.getState().personaId) useMemoryPage.getState().set({ all: true })
  if (status === 'proposed') openMemoryPage('inbox')
  else openMemory(memoryId)
}

/** Of the thread: what is noted about a message says nothing of whose it is. */
function personaOf(threadId: string, personaId: string | null): string | null {
  return knownThread(threadId)?.personaId ?? personaId
}

/** What is looked for from a thread that remembers nothing is not kept either. */
export function keepIfRemembered(): void {
  const { threadId, personaId } = useOpen.getState()
  const remembers =
    threadId === null
      ? !isDraftOff(draftOfThread(null, personaId), personaId)
      : (knownThread(threadId)?.remembers ?? true)
  if (remembers) keepSought(useSearch.getState())
}
