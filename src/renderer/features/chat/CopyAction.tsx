import { IconButton } from '../../ui/IconButton'
import { CheckIcon, CopyIcon } from '../../ui/icons'
import { useCopy } from '../../ui/use-copy'
import { words } from './words'

/** Copies a message whole, as it was written. */
export function CopyAction({ read, isActive }: { read: () => string; isActive: boolean }) {
  const { outcome, copy } = useCopy(read)
  return (
    <IconButton
      size="small"
      label={words.copy}
      tabIndex={isActive ? 0 : -1}
      className="text-ink-3"
      icon={outcome === 'copied' ? <CheckIcon /> : <CopyIcon />}
      onClick={copy}
    />
  )
}
