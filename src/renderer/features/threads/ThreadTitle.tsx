import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Thread } from '../../../shared/contract/threads'
import { useIsProjectAway } from '../../state/session'
import { knownThread } from '../../state/threads'
import { IconButton } from '../../ui/IconButton'
import { MoreIcon } from '../../ui/icons'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/Menu'
import { useAfterMenu } from '../../ui/use-after-menu'
import { queries } from '../../wire/rpc'
import { TitleField } from './TitleField'
import { useThreadActions } from './thread-actions'
import { threadCommands } from './thread-commands'
import { titleOf } from './title-of'
import { useMarkRead } from './use-mark-read'
import { words } from './words'

function useThread(threadId: string): Thread | undefined {
  const known = knownThread(threadId)
  return useQuery(queries.threads.get.queryOptions({ input: { threadId }, placeholderData: known })).data
}

/** The title of the open thread, which becomes a field to rename it, with the persona's name beside it. */
export function ThreadTitle({ threadId, personaName }: { threadId: string; personaName: string | null }) {
  const thread = useThread(threadId)
  const isRenaming = useThreadActions(({ renamingId }) => renamingId === threadId)
  const isAway = useIsProjectAway()
  const title = thread === undefined && isAway ? words.notLoaded : titleOf(thread)
  useMarkRead(threadId, thread?.unread ?? false)

  useEffect(() => {
    document.title = `${title} · Kith`
    return () => {
      document.title = 'Kith'
    }
  }, [title])

  if (isRenaming && thread) return <TitleField thread={thread} />
  return (
    <div className="flex min-w-0 items-baseline gap-3 max-narrow:flex-col max-narrow:gap-0">
      <h1 dir="auto" className="max-w-full truncate text-ui font-strong max-narrow:leading-[18px]">
        {title}
      </h1>
      {personaName && (
        <span dir="auto" className="flex-none text-ui text-ink-3 max-narrow:text-micro">
          {personaName}
        </span>
      )}
    </div>
  )
}

/** What one can do with the open thread. */
export function ThreadMenu({ threadId, personaName }: { threadId: string; personaName: string | null }) {
  const thread = useThread(threadId)
  const afterMenu = useAfterMenu()
  if (!thread) return null
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label={words.actions} icon={<MoreIcon />} />
      </MenuTrigger>
      <MenuContent align="end" onCloseAutoFocus={afterMenu.onCloseAutoFocus}>
        {threadCommands([thread], personaName, 'title').map((command) => (
          <MenuItem
            key={command.words}
            isDanger={command.isDanger ?? false}
            {...(command.shortcut && { shortcut: command.shortcut })}
            onSelect={() => (command.movesFocus ? afterMenu.later(command.run) : command.run())}
          >
            {command.words}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
