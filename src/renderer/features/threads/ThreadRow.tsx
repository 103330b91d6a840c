import { memo, useRef, useState } from 'react'
import type { MouseEvent } from 'react'
import type { Persona } from '../../../shared/contract/personas'
import type { Thread } from '../../../shared/contract/threads'
import { classNames } from '../../lib/class-names'
import { fullDate, shortDate } from '../../lib/dates'
import { glimpse } from '../../../shared/domain/glimpse'
import { hasMod } from '../../lib/keyboard'
import { useOpen } from '../../state/open'
import { usePicture } from '../../state/pictures'
import { HoverCard } from '../../ui/HoverCard'
import { Option } from '../../ui/ListBox'
import { Mark } from '../../ui/Mark'
import { ContextMenu, ContextMenuContent, ContextMenuItem, ContextMenuTrigger } from '../../ui/Menu'
import { useAfterMenu } from '../../ui/use-after-menu'
import { listedThreads } from './listed'
import { extended, selectNone, toggled, useSelection } from './selection'
import { openThread } from './thread-actions'
import { threadCommands } from './thread-commands'
import { ThreadPreview } from './ThreadPreview'
import { titleOf } from './title-of'
import { words } from './words'

interface ThreadRowProps {
  thread: Thread
  position: number
  /** -1 while not all are read. */
  count: number
  isOpen: boolean
  isSelected: boolean
  isStop: boolean
  persona: Persona | null
  isOfAll: boolean
  hasPreview: boolean
  now: Date
}

/** One thread in the list. Its actions are in its own menu, on keys, and in the menu of its title. */
export const ThreadRow = memo(function ThreadRow(props: ThreadRowProps) {
  const { thread, position, count, isOpen, isSelected, isStop, persona, isOfAll, hasPreview, now } = props
  const at = new Date(thread.lastMessageAt)
  const isUnread = thread.unread && !isOpen
  const afterMenu = useAfterMenu()
  const picture = usePicture(isOfAll ? persona?.settings.picture : undefined)
  const [isLookedAt, setLookedAt] = useState(false)
  // A row that comes to lie under a pointer at rest has not been pointed at.
  const hasMoved = useRef(false)

  function choose(event?: MouseEvent): void {
    setLookedAt(false)
    const order = () => listedThreads().map(({ id }) => id)
    const openId = isOpen ? thread.id : openIdOf()
    if (event?.shiftKey) useSelection.setState(extended(useSelection.getState(), thread.id, openId, order()))
    else if (event && (hasMod(event) || isFingerSelecting(event)))
      useSelection.setState(toggled(useSelection.getState(), thread.id, openId))
    else {
      selectNone()
      openThread(thread, false)
    }
  }

  const row = (
    <ContextMenuTrigger asChild>
      <Option
        value={thread.id}
        isSelected={isSelected}
        isThreaded={isOpen}
        aria-setsize={count}
        aria-posinset={position}
        tabIndex={isStop ? 0 : -1}
        data-accent={persona?.accent ?? 'graphite'}
        onChoose={choose}
        onPointerMove={({ movementX, movementY }) => {
          if (movementX !== 0 || movementY !== 0) hasMoved.current = true
        }}
        onPointerLeave={() => (hasMoved.current = false)}
        // Until it is measured, a row of a virtual list is hidden, and what is hidden takes no focus.
        className={classNames('visible', hasPreview && 'h-12 pointer-coarse:h-14', isUnread && 'font-strong text-ink!')}
      >
        {isOfAll && (
          <Mark name={persona?.name ?? null} emoji={persona?.settings.emoji} src={picture} isCurrent={false} />
        )}
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex items-center">
            <span dir="auto" className="truncate">
              {titleOf(thread)}
            </span>
            {isUnread && <span className="sr-only"> {words.unread}</span>}
            {thread.pinned && <span className="sr-only"> {words.isPinned}</span>}
            {isOfAll && <span className="sr-only"> {persona?.name ?? words.noPersona}</span>}
            <time
              dateTime={thread.lastMessageAt}
              title={fullDate(at)}
              className="ms-auto flex-none ps-2 text-micro font-normal text-ink-3 tabular-nums"
            >
              {shortDate(at, now)}
            </time>
          </span>
          {hasPreview && (
            <span aria-hidden="true" className="flex items-center text-micro font-normal text-ink-3">
              <span dir="auto" className="min-w-0 flex-1 truncate">
                {glimpse(thread.preview) || ' '}
              </span>
              {isUnread && <Dot />}
            </span>
          )}
        </span>
        {!hasPreview && isUnread && <Dot />}
      </Option>
    </ContextMenuTrigger>
  )

  return (
    <ContextMenu onOpenChange={(open) => open && setLookedAt(false)}>
      <HoverCard
        isOpen={isLookedAt && !isOpen}
        onOpenChange={(open) => setLookedAt(open && hasMoved.current && useSelection.getState().ids.size === 0)}
        label={words.preview.of(titleOf(thread))}
        trigger={row}
      >
        <ThreadPreview thread={thread} personaName={persona?.name ?? null} />
      </HoverCard>
      <ContextMenuContent
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          afterMenu.onCloseAutoFocus()
        }}
      >
        {threadCommands(ofSelection(thread), persona?.name ?? null, 'list').map((command) => (
          <ContextMenuItem
            key={command.words}
            isDanger={command.isDanger ?? false}
            {...(command.shortcut && { shortcut: command.shortcut })}
            onSelect={() => (command.movesFocus ? afterMenu.later(command.run) : command.run())}
          >
            {command.words}
          </ContextMenuItem>
        ))}
      </ContextMenuContent>
    </ContextMenu>
  )
})

function Dot() {
  return <span aria-hidden="true" className="ms-2 size-[7px] flex-none rounded-full bg-(--accent)" />
}

/** Where the first was chosen by its menu, a finger puts others in and takes them out. */
function isFingerSelecting({ nativeEvent }: MouseEvent): boolean {
  const isFinger = 'pointerType' in nativeEvent && nativeEvent.pointerType === 'touch'
  return isFinger && useSelection.getState().ids.size > 0
}

/** What a menu on this row is about: all that are selected, if it is one of them. */
function ofSelection(thread: Thread): Thread[] {
  const { ids } = useSelection.getState()
  return ids.has(thread.id) ? listedThreads().filter(({ id }) => ids.has(id)) : [thread]
}

function openIdOf(): string | null {
  const { page, threadId } = useOpen.getState()
  return page === 'conversation' ? threadId : null
}
