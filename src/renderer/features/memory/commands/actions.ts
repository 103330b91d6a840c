// What memory adds to all that can be done from where one talks: see state/actions.ts.
import { roomOf, roomWidth } from '../../../lib/room'
import type { Action } from '../../../state/actions'
import { draftOfNotes, useDrafts } from '../../../state/drafts'
import { useForgetting } from '../../../state/forgetting'
import { useOpen } from '../../../state/open'
import { useSession } from '../../../state/session'
import { queryClient } from '../../../wire/query-client'
import { queries } from '../../../wire/rpc'
import { words } from './words'

const group = 'memory'
const canWrite = () => {
  const { ready } = useSession.getState()
  return ready !== null && !ready.database.isReadOnly
}

export const memoryCommands: readonly Action[] = [
  {
    id: 'memory.note',
    group,
    words: () => words.note,
    alias: words.noteAlias,
    isThere: canWrite,
    run: () => void writeNote(),
  },
  {
    id: 'memory.forgetWords',
    group,
    words: () => words.forgetWords,
    alias: words.forgetAlias,
    isThere: canWrite,
    run: () => useForgetting.getState().begin({ target: null, name: '' }),
  },
]

/** Opens the notes of the persona one is with, at their end. What is being written already stays as it is. */
async function writeNote(): Promise<void> {
  const { page, personaId, threadId, closePage, setInspector, setOver } = useOpen.getState()
  if (page !== 'conversation') closePage()
  if (roomOf(roomWidth()) === 'wide') setInspector(threadId === null ? 'start' : 'thread', true)
  else setOver('inspector')
  const draftKey = draftOfNotes(personaId)
  if (!(draftKey in useDrafts.getState().drafts)) {
    // Where they cannot be read, the pane that is open now says so.
    const options = queries.memories.workingMemory.queryOptions({ input: { personaId } })
    const notes = await queryClient.fetchQuery(options).catch(() => null)
    if (!notes) return
    const begun = notes.content.trim() === '' ? '' : `${notes.content.trimEnd()}\n`
    useDrafts.getState().begin(draftKey, { text: begun, base: notes.content })
  }
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-pane=inspector] textarea')?.focus())
}
