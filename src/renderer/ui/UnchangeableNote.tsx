import { classNames } from '../lib/class-names'
import { useUnchangeable } from './unchangeable'

/** Says why the buttons of a page that change something are off; nothing where they are not. */
export function UnchangeableNote({ className }: { className?: string }) {
  const reason = useUnchangeable()
  if (reason === null) return null
  return (
    <p role="status" className={classNames('border-s-2 border-warning ps-3 text-small text-ink-2', className)}>
      {reason}
    </p>
  )
}
