import type { Memory, MemoryState } from '../../../../shared/contract/memories'
import { useAnnounced } from '../../../lib/use-announced'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { ArchiveIcon, CloseIcon, DeleteIcon, PinIcon } from '../../../ui/icons'
import { changeMemories } from './memory-changes'
import type { MemoryChange } from './memory-changes'
import { selectNone, useSelection } from './selection'
import { words } from './words'

/** What one can do with all that are selected. */
export function SelectedBar({ memories, state }: { memories: readonly Memory[]; state: MemoryState }) {
  const ids = useSelection((selection) => selection.ids)
  useAnnounced(ids.size > 0 ? words.selected(ids.size) : null)
  if (ids.size === 0) return null
  const chosen = memories.filter(({ id }) => ids.has(id))
  const isAllPinned = chosen.every(({ pinned }) => pinned)

  const act = (change: MemoryChange) => void changeMemories(chosen, change).then((worked) => worked && selectNone())

  return (
    <div
      role="toolbar"
      aria-label={words.selected(ids.size)}
      className="flex min-h-9 flex-wrap items-center gap-1 rounded-m bg-active ps-3 pe-1"
    >
      <span className="me-auto text-small font-strong tabular-nums">{words.selected(ids.size)}</span>
      {state === 'deleted' ? (
        <Button changes look="bare" size="small" onClick={() => act('restore')}>
          {words.bringBack}
        </Button>
      ) : (
        <>
          <Button changes look="bare" size="small" onClick={() => act(isAllPinned ? 'unpin' : 'pin')}>
            <PinIcon />
            {isAllPinned ? words.unpin : words.pin}
          </Button>
          <Button changes look="bare" size="small" onClick={() => act(state === 'archived' ? 'unarchive' : 'archive')}>
            <ArchiveIcon />
            {state === 'archived' ? words.unarchive : words.archive}
          </Button>
          <Button changes look="bare" size="small" onClick={() => act('delete')}>
            <DeleteIcon />
            {words.delete}
          </Button>
        </>
      )}
      <IconButton size="small" label={words.clearSelection} icon={<CloseIcon />} onClick={selectNone} />
    </div>
  )
}
