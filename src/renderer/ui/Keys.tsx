import { classNames } from '../lib/class-names'

/** Keys as they are written on this computer. */
export function Keys({ label, isQuiet = false }: { label: string; isQuiet?: boolean }) {
  return (
    <kbd
      className={classNames(
        'flex-none font-sans text-micro whitespace-nowrap',
        isQuiet ? 'text-ink-3' : 'rounded-s bg-fill px-1.5 py-0.5 text-ink',
      )}
    >
      {label}
    </kbd>
  )
}
