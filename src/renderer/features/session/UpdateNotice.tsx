import { useAnnounced } from '../../lib/use-announced'
import { useOpen } from '../../state/open'
import { putAwayOffer, useUpdateOffer } from '../../state/updates'
import { IconButton } from '../../ui/IconButton'
import { CloseIcon } from '../../ui/icons'
import { TextLink } from '../../ui/TextLink'
import { words } from './words'

/** A newer Kith, said once and without hurry. What can be done about it is in the settings. */
export function UpdateNotice() {
  const offer = useUpdateOffer()
  const openSettings = useOpen((open) => open.openSettings)
  const said = offer && words.update[offer.phase](offer.version)
  useAnnounced(said)
  if (!offer) return null
  return (
    <div className="mx-6 my-1 flex items-start gap-2 border-s-2 border-line-strong ps-3.5">
      <p className="min-w-0 flex-1 py-1 text-small text-ink-2 [overflow-wrap:anywhere]">
        {said} <TextLink onClick={() => openSettings({ kind: 'about' })}>{words.update.open}</TextLink>
      </p>
      <IconButton size="small" label={words.putAway} icon={<CloseIcon />} onClick={() => putAwayOffer(offer)} />
    </div>
  )
}
