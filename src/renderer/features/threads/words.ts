import { shortcutLabel } from '../../lib/keyboard'

export const words = {
  threads: 'Threads',
  newThread: 'New thread',
  newThreadShortcut: shortcutLabel('N'),
  empty: 'Conversations appear here.',
  ages: { today: 'Today', week: 'Last 7 days', earlier: 'Earlier' },
  loading: 'Reading the threads',
  loadingMore: 'Reading more threads',
  tryAgain: 'Try again',
  actions: 'Thread actions',
  rename: 'Rename',
  renameShortcut: 'F2',
  delete: 'Delete',
  deleteShortcut: 'Del',
  title: 'Thread title',
  untitled: 'New thread',
  deleted: 'Thread deleted',
  undo: 'Undo',
  couldNotRename: 'The new title is not saved',
  close: 'Close',
}
