import type { Notice } from '../../../shared/contract/session'
import { fullDate } from '../../lib/dates'
import { useAnnounced } from '../../lib/use-announced'
import { nameOf, putAwayNotice, useFreshNotices } from '../../state/notices'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { IconButton } from '../../ui/IconButton'
import { CloseIcon } from '../../ui/icons'
import { TextLink } from '../../ui/TextLink'
import { ReportLink } from './ReportLink'
import { words } from './words'

const none: Notice[] = []

/** What one should know once. */
export function Notices() {
  const fresh = useFreshNotices(useSession(({ ready }) => ready?.notices ?? none))
  if (fresh.length === 0) return null
  return (
    <ul className="mx-6 my-1 flex flex-col gap-1">
      {fresh.map((notice) => (
        <NoticeLine key={nameOf(notice)} notice={notice} />
      ))}
    </ul>
  )
}

function NoticeLine({ notice }: { notice: Notice }) {
  const openSettings = useOpen((open) => open.openSettings)
  const said = inWords(notice)
  const isAboutBackups = notice.kind === 'backup-failed' || notice.kind === 'backup-damaged'
  useAnnounced(said)
  return (
    <li
      className={`flex items-start gap-2 border-s-2 ps-3.5 ${isAboutBackups ? 'border-warning' : 'border-line-strong'}`}
    >
      <p className="min-w-0 flex-1 py-1 text-small text-ink-2 [overflow-wrap:anywhere]">
        {said}
        {isAboutBackups && (
          <>
            {' '}
            <TextLink onClick={() => openSettings({ kind: 'backups' })}>{words.openBackups}</TextLink>
          </>
        )}
        {notice.kind === 'ended-badly' && (
          <>
            {' '}
            <ReportLink />
          </>
        )}
      </p>
      <IconButton size="small" label={words.putAway} icon={<CloseIcon />} onClick={() => putAwayNotice(notice)} />
    </li>
  )
}

function inWords(notice: Notice): string {
  switch (notice.kind) {
    case 'settings-unreadable':
      return words.notices.settingsUnreadable(notice.keptAs)
    case 'profiles-unreadable':
      return words.notices.profilesUnreadable(notice.keptAs)
    case 'prices-unreadable':
      return words.notices.pricesUnreadable(notice.path, notice.reason)
    case 'vault-is-a-file':
      return words.notices.vaultIsAFile(notice.path)
    case 'network-drive':
      return words.notices.networkDrive(notice.drive, notice.folder)
    case 'no-sandbox':
      return words.notices.noSandbox
    case 'runs-interrupted':
      return words.notices.runsInterrupted(notice.count)
    case 'ended-badly':
      return words.notices.endedBadly
    case 'backup-failed':
      return words.notices.backupFailed(fullDate(new Date(notice.since)), asSentence(notice.reason))
    case 'backup-damaged':
      return words.notices.backupDamaged(fullDate(new Date(notice.madeAt)))
  }
}

const asSentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
