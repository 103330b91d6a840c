import { IconButton } from '../../ui/IconButton'
import { ArchiveIcon, CloseIcon, DeleteIcon, DownloadIcon, PinIcon } from '../../ui/icons'
import { useAnnounced } from '../../lib/use-announced'
import { listedThreads } from './listed'
import { selectNone, useSelection } from './selection'
import { deleteThreads, setArchived, setPinned } from './thread-actions'
import { saveAll } from './thread-commands'
import { words } from './words'

/** What one can do with all that are selected, in place of the list's heading. */
export function SelectionBar() {
  const ids = useSelection((selection) => selection.ids)
  useAnnounced(ids.size > 0 ? words.selected(ids.size) : null)
  if (ids.size === 0) return null
  const threads = listedThreads().filter(({ id }) => ids.has(id))
  const pin = threads.some(({ pinned }) => !pinned)
  const archive = threads.some(({ archived }) => !archived)
  return (
    <div
      role="toolbar"
      aria-label={words.selected(ids.size)}
      className="mt-1 flex h-8 flex-none items-center rounded-m bg-active ps-2.5 pe-0.5"
    >
      <span className="min-w-0 flex-1 truncate text-small font-strong">{words.selected(ids.size)}</span>
      {archive && (
        <IconButton
          size="small"
          label={pin ? words.pin : words.unpin}
          icon={<PinIcon />}
          onClick={() => void setPinned(threads, pin)}
        />
      )}
      <IconButton
        size="small"
        label={archive ? words.archive : words.unarchive}
        icon={<ArchiveIcon />}
        onClick={() => void setArchived(threads, archive)}
      />
      <IconButton size="small" label={words.saveAs} icon={<DownloadIcon />} onClick={() => saveAll(threads)} />
      <IconButton size="small" label={words.delete} icon={<DeleteIcon />} onClick={() => void deleteThreads(threads)} />
      <IconButton size="small" label={words.clearSelection} icon={<CloseIcon />} onClick={selectNone} />
    </div>
  )
}
