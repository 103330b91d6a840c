import { AlertIcon } from '../../../ui/icons'
import { words } from './words'

/** An answer was given without the tools of a server its persona uses. */
export function MissingServers({ names }: { names: readonly string[] }) {
  return (
    <p className="mb-1.5 flex gap-2.5 py-1 text-small text-ink-2">
      <AlertIcon className="mt-0.5 flex-none text-warning" />
      <span className="[overflow-wrap:anywhere]">{words.missing(names)}</span>
    </p>
  )
}
