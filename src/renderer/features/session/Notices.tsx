import type { Notice } from '../../../shared/contract/session'
import { putAwayNotice, useFreshNotices } from '../../state/notices'
import { useSession } from '../../state/session'
import { IconButton } from '../../ui/IconButton'
import { CloseIcon } from '../../ui/icons'
import { words } from './words'

const none: Notice[] = []

/** What one should know once and need do nothing about. */
export function Notices() {
  const fresh = useFreshNotices(useSession(({ ready }) => ready?.notices ?? none))
  if (fresh.length === 0) return null
  return (
    <ul className="mx-6 my-1 flex flex-col gap-1">
      {fresh.map((notice) => (
        <li key={JSON.stringify(notice)} className="flex items-start gap-2 border-s-2 border-line-strong ps-3.5">
          <p role="status" className="min-w-0 flex-1 py-1 text-small text-ink-2 [overflow-wrap:anywhere]">
            {inWords(notice)}
          </p>
          <IconButton size="small" label={words.putAway} icon={<CloseIcon />} onClick={() => putAwayNotice(notice)} />
        </li>
      ))}
    </ul>
  )
}

function inWords(notice: Notice): string {
  switch (notice.kind) {
    case 'settings-unreadable':
      return words.notices.settingsUnreadable(notice.keptAs)
    case 'vault-is-a-file':
      return words.notices.vaultIsAFile(notice.path)
    case 'network-drive':
      return words.notices.networkDrive(notice.drive, notice.folder)
    case 'runs-interrupted':
      return words.notices.runsInterrupted(notice.count)
  }
}
