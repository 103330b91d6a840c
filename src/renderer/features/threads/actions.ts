// What threads add to all that can be done: see state/actions.ts.
import type { Thread } from '../../../shared/contract/threads'
import type { Persona } from '../../../shared/contract/personas'
import type { Action, FixedKeys } from '../../state/actions'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { knownThread } from '../../state/threads'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { canCopyLink, copyLink, copyMarkdown } from './copy-thread'
import { listedThreads } from './listed'
import { newThread } from './new-thread'
import { deleteThreads, forgetThread, openThread, renameInPlace, setArchived, setPinned } from './thread-actions'
import { showThreadMetadata } from './thread-commands'
import { words } from './words'

const say = words.commands
const open = () => useOpen.getState()
const isReady = () => useSession.getState().ready !== null

function openedThread(): Thread | undefined {
  const { page, threadId } = open()
  return page === 'conversation' && threadId !== null ? knownThread(threadId) : undefined
}
const hasThread = () => openedThread() !== undefined

function withThread(act: (thread: Thread) => void): () => void {
  return () => {
    const thread = openedThread()
    if (thread) act(thread)
  }
}

function personaName(personaId: string | null): string | null {
  const personas: Persona[] | undefined = queryClient.getQueryData(queries.personas.list.queryKey())
  return personas?.find(({ id }) => id === personaId)?.name ?? null
}

function goOn(step: 1 | -1): void {
  const listed = listedThreads()
  const index = listed.findIndex(({ id }) => id === open().threadId)
  const next = index === -1 ? listed[0] : listed[index + step]
  if (next) openThread(next, false)
}

const group = 'threads'

export const threadActions: readonly Action[] = [
  {
    ...newThread,
    group,
    words: () => say.new,
    isThere: isReady,
    run: () => open().startThread(),
  },
  { id: 'threads.next', group, words: () => say.next, keys: ['alt+arrowdown'], isThere: isReady, run: () => goOn(1) },
  {
    id: 'threads.previous',
    group,
    words: () => say.previous,
    keys: ['alt+arrowup'],
    isThere: isReady,
    run: () => goOn(-1),
  },
  {
    id: 'threads.rename',
    group,
    words: () => say.rename,
    keys: ['f2'],
    isThere: hasThread,
    run: withThread(renameInPlace),
  },
  {
    id: 'threads.pin',
    group,
    name: say.pinName,
    words: () => (openedThread()?.pinned ? say.unpin : say.pin),
    keys: ['mod+shift+p'],
    keysInBrowser: ['mod+shift+l'],
    isThere: hasThread,
    run: withThread((thread) => void setPinned([thread], !thread.pinned)),
  },
  {
    id: 'threads.archive',
    group,
    name: say.archiveName,
    words: () => (openedThread()?.archived ? say.unarchive : say.archive),
    keys: ['mod+shift+e'],
    isThere: hasThread,
    run: withThread((thread) => void setArchived([thread], !thread.archived)),
  },
  {
    id: 'threads.delete',
    group,
    words: () => say.delete,
    keys: ['mod+shift+backspace'],
    isThere: hasThread,
    run: withThread((thread) => void deleteThreads([thread])),
  },
  {
    id: 'threads.forget',
    group,
    words: () => say.forget,
    isThere: hasThread,
    run: withThread(forgetThread),
  },
  {
    id: 'threads.copyLink',
    group,
    words: () => say.copyLink,
    isThere: () => hasThread() && canCopyLink(),
    run: withThread(({ id }) => void copyLink(id)),
  },
  {
    id: 'threads.copyMarkdown',
    group,
    words: () => say.copyMarkdown,
    alias: 'export text',
    isThere: hasThread,
    run: withThread((thread) => void copyMarkdown(thread, personaName(thread.personaId))),
  },
  {
    id: 'threads.metadata',
    group,
    words: () => say.metadata,
    alias: say.metadataAlias,
    isThere: hasThread,
    run: withThread(showThreadMetadata),
  },
  {
    id: 'threads.archived',
    group,
    name: say.showArchivedName,
    words: () => (open().list.archived ? say.showCurrent : say.showArchived),
    isThere: isReady,
    run: () => open().showList({ archived: !open().list.archived }),
  },
  {
    id: 'threads.all',
    group,
    name: say.showAllName,
    words: () => (open().list.all ? say.showOne : say.showAll),
    isThere: isReady,
    run: () => open().showList({ all: !open().list.all }),
  },
]

export const threadKeys: readonly FixedKeys[] = [
  { group, words: words.keys.upDown, keys: ['arrowup', 'arrowdown'] },
  { group, words: words.keys.ends, keys: ['home', 'end'] },
  { group, words: words.keys.open, keys: ['enter'] },
  { group, words: words.keys.extend, keys: ['shift+arrowdown'] },
  { group, words: words.keys.toggle, keys: ['x'] },
  { group, words: words.keys.all, keys: ['mod+a'] },
  { group, words: words.keys.delete, keys: ['delete'] },
]
