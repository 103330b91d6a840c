import type { ComponentProps } from 'react'
import { classNames } from '../lib/class-names'
import { Ring } from './Ring'
import { unavailable, useUnchangeable } from './unchangeable'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'bare' | 'danger'
  size?: 'medium' | 'small'
  /** Waiting for what it began. It keeps its place and takes no second press. */
  isBusy?: boolean
  /** What it does changes what is stored. Where nothing can be changed, it cannot be pressed and says why. */
  changes?: boolean
}

/** A button with words on it. */
export function Button({
  look = 'plain',
  size = 'medium',
  isBusy = false,
  changes = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const reason = useUnchangeable()
  const isOff = changes && reason !== null
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-[7px] rounded-m whitespace-nowrap transition-colors duration-(--dur-1) ease-out',
        size === 'medium' ? 'h-8 text-ui pointer-coarse:h-11' : 'h-7 text-small pointer-coarse:h-11',
        isOff ? off[look === 'bare' ? 'bare' : 'plain'] : looks[look],
        look === 'bare' ? (size === 'medium' ? 'px-[9px]' : 'px-2') : size === 'medium' ? 'px-[13px]' : 'px-2.5',
        className,
      )}
      {...props}
      {...(isOff && unavailable(reason))}
    >
      {isBusy && <Ring />}
      {children}
    </button>
  )
}

const looks = {
  plain: 'bg-fill text-ink hover:bg-fill-hover disabled:bg-band disabled:text-ink-3',
  primary:
    'bg-(--accent-fill) font-strong text-on-accent hover:bg-[color-mix(in_oklch,var(--accent-fill)_90%,var(--ink))] disabled:bg-band disabled:font-normal disabled:text-ink-3',
  bare: 'text-ink-2 hover:bg-hover hover:text-ink disabled:bg-transparent disabled:text-ink-3',
  danger: 'bg-danger-fill font-strong text-on-accent',
}

const off = { plain: 'cursor-default bg-band text-ink-3', bare: 'cursor-default text-ink-3!' }
