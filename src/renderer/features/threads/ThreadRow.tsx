import { memo } from 'react'
import type { KeyboardEvent } from 'react'
import type { Thread } from '../../../shared/contract/threads'
import { fullDate, shortDate } from '../../lib/dates'
import { Option } from '../../ui/ListBox'
import { ContextMenu, ContextMenuContent, ContextMenuItem, ContextMenuTrigger } from '../../ui/Menu'
import { useAfterMenu } from '../../ui/use-after-menu'
import { deleteThread, forgetThread, openThread, startRenaming } from './thread-actions'
import { titleOf } from './threads-query'
import { words } from './words'

interface ThreadRowProps {
  thread: Thread
  isSelected: boolean
  now: Date
}

/** One thread in the list. Its actions are in its own menu, on F2 and Delete, and in the menu of its title. */
export const ThreadRow = memo(function ThreadRow({ thread, isSelected, now }: ThreadRowProps) {
  const at = new Date(thread.lastMessageAt)
  const afterMenu = useAfterMenu()

  function rename(): void {
    openThread(thread, true)
    startRenaming(thread.id)
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'F2') rename()
    else if (event.key === 'Delete') void deleteThread(thread)
    else return
    event.preventDefault()
  }

  return (
    <ContextMenu>
      <ContextMenuTrigger asChild>
        <Option
          value={thread.id}
          isSelected={isSelected}
          onChoose={() => openThread(thread, false)}
          onKeyDown={handleKey}
          className="[content-visibility:auto] [contain-intrinsic-size:auto_32px]"
        >
          <span className="truncate">{titleOf(thread)}</span>
          <time
            dateTime={thread.lastMessageAt}
            title={fullDate(at)}
            className="ms-auto flex-none ps-2 text-micro font-normal text-ink-3 tabular-nums"
          >
            {shortDate(at, now)}
          </time>
        </Option>
      </ContextMenuTrigger>
      <ContextMenuContent
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          afterMenu.onCloseAutoFocus()
        }}
      >
        <ContextMenuItem shortcut={words.renameShortcut} onSelect={() => afterMenu.later(rename)}>
          {words.rename}
        </ContextMenuItem>
        <ContextMenuItem isDanger shortcut={words.deleteShortcut} onSelect={() => void deleteThread(thread)}>
          {words.delete}
        </ContextMenuItem>
        <ContextMenuItem isDanger onSelect={() => afterMenu.later(() => forgetThread(thread))}>
          {words.forget}
        </ContextMenuItem>
      </ContextMenuContent>
    </ContextMenu>
  )
})
