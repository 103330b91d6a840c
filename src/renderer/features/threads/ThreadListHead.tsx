import { actionById } from '../../state/actions'
import { useOpen } from '../../state/open'
import { useShortcutLabel } from '../../state/shortcuts'
import { IconButton } from '../../ui/IconButton'
import { FilterIcon, PlusIcon } from '../../ui/icons'
import { Menu, MenuChoice, MenuChoices, MenuContent, MenuHeading, MenuItem, MenuRule, MenuTrigger } from '../../ui/Menu'
import { newThread } from './new-thread'
import { words } from './words'

/** The list's name, which threads it shows, and the way to a new one. */
export function ThreadListHead({ id, personaName }: { id: string; personaName: string | null }) {
  const list = useOpen((open) => open.list)
  const showList = useOpen((open) => open.showList)
  const startThread = useOpen((open) => open.startThread)
  const shortcut = useShortcutLabel(newThread)
  return (
    <div className="flex h-9 flex-none items-end ps-2.5 pb-1">
      <h2 id={id} tabIndex={-1} data-threads-heading className="rounded-s text-small font-strong text-ink-2">
        {list.archived ? words.archivedThreads : words.threads}
      </h2>
      <div className="-mb-1 ms-auto me-1 flex">
        <Menu>
          <MenuTrigger asChild>
            <IconButton size="small" isOn={list.all || list.archived} label={words.view} icon={<FilterIcon />} />
          </MenuTrigger>
          <MenuContent align="end">
            <MenuHeading>{words.whose}</MenuHeading>
            <MenuChoices value={list.all ? 'all' : 'one'} onValueChange={(value) => showList({ all: value === 'all' })}>
              <MenuChoice value="one">{words.ofPersona(personaName)}</MenuChoice>
              <MenuChoice value="all">{words.ofAll}</MenuChoice>
            </MenuChoices>
            <MenuRule />
            <MenuHeading>{words.which}</MenuHeading>
            <MenuChoices
              value={list.archived ? 'archived' : 'current'}
              onValueChange={(value) => showList({ archived: value === 'archived' })}
            >
              <MenuChoice value="current">{words.current}</MenuChoice>
              <MenuChoice value="archived">{words.archived}</MenuChoice>
            </MenuChoices>
            <MenuRule />
            <MenuItem onSelect={() => actionById('threadFiles.open')?.run()}>{words.openFile}</MenuItem>
          </MenuContent>
        </Menu>
        <IconButton
          size="small"
          label={words.newThread}
          {...(shortcut && { shortcut })}
          icon={<PlusIcon />}
          onClick={startThread}
        />
      </div>
    </div>
  )
}
