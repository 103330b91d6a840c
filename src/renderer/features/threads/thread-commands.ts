// The entries of a thread's menu, of one or of several, in their order.
import type { Thread } from '../../../shared/contract/threads'
import { labelOf } from '../../lib/keys'
import { actionById } from '../../state/actions'
import { showMetadata } from '../../state/metadata'
import { printThread, saveThreads } from '../../state/thread-files'
import { keysOfAction } from '../../state/shortcuts'
import { canCopyLink, copyLink, copyMarkdown } from './copy-thread'
import { deleteThreads, forgetThread, renameInPlace, setArchived, setPinned } from './thread-actions'
import { useSelection } from './selection'
import { titleOf } from './title-of'
import { words } from './words'

interface ThreadCommand {
  words: string
  shortcut?: string
  isDanger?: boolean
  /** It takes the focus somewhere: the menu has to be gone first. */
  movesFocus?: boolean
  run(): void
}

/** @param place in the list, keys of the list count; elsewhere, those that work everywhere */
export function threadCommands(
  threads: readonly Thread[],
  personaName: string | null,
  place: 'list' | 'title',
): ThreadCommand[] {
  const [first] = threads
  if (!first) return []
  const isOne = threads.length === 1
  const pin = threads.some(({ pinned }) => !pinned)
  const archive = threads.some(({ archived }) => !archived)
  const one: ThreadCommand[] = isOne
    ? [
        ...(canCopyLink() ? [{ words: words.copyLink, run: () => void copyLink(first.id) }] : []),
        { words: words.copyMarkdown, run: () => void copyMarkdown(first, personaName) },
        { words: words.metadata, movesFocus: true, run: () => showThreadMetadata(first) },
      ]
    : []
  return [
    ...(isOne
      ? [{ words: words.rename, ...shortcutOf('threads.rename'), movesFocus: true, run: () => renameInPlace(first) }]
      : []),
    // In the archive nothing stands above the rest.
    ...(archive
      ? [
          {
            words: pin ? words.pin : words.unpin,
            ...shortcutOf('threads.pin'),
            run: () => void setPinned(threads, pin),
          },
        ]
      : []),
    {
      words: archive ? words.archive : words.unarchive,
      ...shortcutOf('threads.archive'),
      movesFocus: true,
      run: () => void setArchived(threads, archive),
    },
    {
      words: words.saveAs,
      ...(isOne && shortcutOf('threadFiles.save')),
      movesFocus: true,
      run: () => saveAll(threads),
    },
    ...(isOne ? [{ words: words.print, ...shortcutOf('threadFiles.print'), run: () => printThread(first.id) }] : []),
    ...one,
    ...(isOne && place === 'list'
      ? [{ words: words.select, run: () => useSelection.setState({ ids: new Set([first.id]), anchor: first.id }) }]
      : []),
    {
      words: words.delete,
      ...(place === 'list' ? { shortcut: labelOf('delete') } : shortcutOf('threads.delete')),
      isDanger: true,
      movesFocus: true,
      run: () => void deleteThreads(threads),
    },
    ...(isOne ? [{ words: words.forget, isDanger: true, movesFocus: true, run: () => forgetThread(first) }] : []),
  ]
}

export function showThreadMetadata(thread: Thread): void {
  showMetadata({ target: { kind: 'thread', id: thread.id }, name: words.thread(titleOf(thread)) })
}

/** Each in a file of its own. */
export function saveAll(threads: readonly Thread[]): void {
  saveThreads(threads.map((thread) => ({ id: thread.id, name: titleOf(thread) })))
}

function shortcutOf(id: string): { shortcut?: string } {
  const action = actionById(id)
  const keys = action && keysOfAction(action)[0]
  return keys ? { shortcut: labelOf(keys) } : {}
}
