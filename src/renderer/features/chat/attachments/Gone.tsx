import { AlertIcon } from '../../../ui/icons'
import { words } from './words'

/** In the place of a file that cannot be shown. */
export function Gone({ text, name }: { text: string; name: string }) {
  return (
    <span
      title={words.goneHint}
      className="flex h-14 max-w-full items-center gap-2.5 rounded-m border border-dashed border-line-strong px-3 text-ink-2"
    >
      <AlertIcon className="text-ink-3" />
      <span className="min-w-0">
        <bdi className="block truncate text-ui">{name}</bdi>
        <span className="block text-micro text-ink-3">{text}</span>
      </span>
    </span>
  )
}
