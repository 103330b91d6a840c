import type { Memory } from '../../../shared/contract/memories'
import { useForgetting } from '../../state/forgetting'
import { openMemory } from '../../state/memory-page'
import { showMetadata } from '../../state/metadata'
import { IconButton } from '../../ui/IconButton'
import { EyeIcon, ForgetIcon, MetadataIcon, MoreIcon, ShareIcon } from '../../ui/icons'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/Menu'
import { useAfterMenu } from '../../ui/use-after-menu'
import { words } from './words'

/** What else one can do with a memory: what is done seldom stands in no row. */
export function MemoryMenu({ memory: { id, content } }: { memory: Memory }) {
  const forget = useForgetting(({ begin }) => begin)
  const { later, onCloseAutoFocus } = useAfterMenu()
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <IconButton size="small" label={words.more} className="text-ink-3" icon={<MoreIcon />} />
      </MenuTrigger>
      <MenuContent align="start" aria-label={words.more} onCloseAutoFocus={onCloseAutoFocus}>
        <MenuItem onSelect={() => later(() => openMemory(id))}>
          <EyeIcon />
          {words.details}
        </MenuItem>
        <MenuItem changes onSelect={() => later(() => openMemory(id, { isSharingMeant: true }))}>
          <ShareIcon />
          {words.share}
        </MenuItem>
        <MenuItem onSelect={() => later(() => showMetadata({ target: { kind: 'memory', id }, name: content }))}>
          <MetadataIcon />
          {words.metadata}
        </MenuItem>
        <MenuItem
          changes
          isDanger
          onSelect={() => later(() => forget({ target: { kind: 'memory', memoryId: id }, name: content }))}
        >
          <ForgetIcon />
          {words.forget}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
