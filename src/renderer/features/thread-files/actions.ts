// What threads as files add to all that can be done: see state/actions.ts.
import type { Thread } from '../../../shared/contract/threads'
import type { Action } from '../../state/actions'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { printThread, saveThreads } from '../../state/thread-files'
import { knownThread } from '../../state/threads'
import { chooseThreadFile } from './choose-file'
import { words } from './words'

const say = words.commands
const group = 'threads'

function openedThread(): Thread | undefined {
  const { page, threadId } = useOpen.getState()
  return page === 'conversation' && threadId !== null ? knownThread(threadId) : undefined
}
const hasThread = () => openedThread() !== undefined

function withThread(act: (thread: Thread) => void): () => void {
  return () => {
    const thread = openedThread()
    if (thread) act(thread)
  }
}

export const threadFileActions: readonly Action[] = [
  {
    id: 'threadFiles.open',
    group,
    words: () => say.open,
    alias: say.openAlias,
    keys: ['mod+o'],
    isThere: () => useSession.getState().ready !== null,
    run: chooseThreadFile,
  },
  {
    id: 'threadFiles.save',
    group,
    words: () => say.save,
    alias: say.saveAlias,
    keys: ['mod+s'],
    isThere: hasThread,
    run: withThread(({ id, title, opening }) => saveThreads([{ id, name: title || opening || words.noTitle }])),
  },
  {
    id: 'threadFiles.print',
    group,
    words: () => say.print,
    alias: say.printAlias,
    keys: ['mod+p'],
    isThere: hasThread,
    run: withThread(({ id }) => printThread(id)),
  },
]
