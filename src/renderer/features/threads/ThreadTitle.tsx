import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Thread } from '../../../shared/contract/threads'
import { useOpen } from '../../state/open'
import { IconButton } from '../../ui/IconButton'
import { MoreIcon } from '../../ui/icons'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/Menu'
import { useAfterMenu } from '../../ui/use-after-menu'
import { queries } from '../../wire/rpc'
import { TitleField } from './TitleField'
import { deleteThread, forgetThread, startRenaming, useThreadActions } from './thread-actions'
import { knownThreads, titleOf } from './threads-query'
import { words } from './words'

function useThread(threadId: string): Thread | undefined {
  const personaId = useOpen((open) => open.personaId)
  const known = knownThreads(personaId).find(({ id }) => id === threadId)
  return useQuery(queries.threads.get.queryOptions({ input: { threadId }, placeholderData: known })).data
}

/** The title of the open thread, which becomes a field to rename it, with the persona's name beside it. */
export function ThreadTitle({ threadId, personaName }: { threadId: string; personaName: string | null }) {
  const thread = useThread(threadId)
  const isRenaming = useThreadActions(({ renamingId }) => renamingId === threadId)
  const title = titleOf(thread)

  useEffect(() => {
    document.title = `${title} · Kith`
    return () => {
      document.title = 'Kith'
    }
  }, [title])

  if (isRenaming && thread) return <TitleField thread={thread} />
  return (
    <div className="flex min-w-0 items-baseline gap-3 max-narrow:flex-col max-narrow:gap-0">
      <h1 className="max-w-full truncate text-ui font-strong max-narrow:leading-[18px]">{title}</h1>
      {personaName && <span className="flex-none text-ui text-ink-3 max-narrow:text-micro">{personaName}</span>}
    </div>
  )
}

/** Rename and delete, for the open thread. */
export function ThreadMenu({ threadId }: { threadId: string }) {
  const thread = useThread(threadId)
  const afterMenu = useAfterMenu()
  if (!thread) return null
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label={words.actions} icon={<MoreIcon />} />
      </MenuTrigger>
      <MenuContent align="end" onCloseAutoFocus={afterMenu.onCloseAutoFocus}>
        <MenuItem shortcut={words.renameShortcut} onSelect={() => afterMenu.later(() => startRenaming(threadId))}>
          {words.rename}
        </MenuItem>
        <MenuItem isDanger onSelect={() => void deleteThread(thread)}>
          {words.delete}
        </MenuItem>
        <MenuItem isDanger onSelect={() => afterMenu.later(() => forgetThread(thread))}>
          {words.forget}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
