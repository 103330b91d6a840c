import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../lib/class-names'
import { Tooltip } from './Tooltip'
import { unavailable, useUnchangeable } from './unchangeable'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Its name, read aloud and shown in the tooltip. */
  label: string
  icon: ReactNode
  size?: 'medium' | 'small'
  isOn?: boolean
  shortcut?: string
  /** What it does changes what is stored: as of a Button. */
  changes?: boolean
}

/** A button with only a picture on it: for what everybody knows. */
export function IconButton({
  label,
  icon,
  size = 'medium',
  isOn = false,
  shortcut,
  changes = false,
  className,
  ...props
}: IconButtonProps) {
  const reason = useUnchangeable()
  const isOff = changes && reason !== null
  return (
    <Tooltip text={label} {...(shortcut ? { shortcut } : {})}>
      <button
        type="button"
        aria-label={label}
        className={classNames(
          'inline-grid flex-none place-items-center rounded-m transition-colors duration-(--dur-1) ease-out hover:text-ink pointer-coarse:size-11',
          size === 'medium' ? 'size-8' : 'size-7',
          isOff
            ? 'cursor-default text-ink-3!'
            : isOn
              ? 'bg-active text-ink'
              : 'text-ink-2 hover:bg-hover data-[state=open]:bg-active data-[state=open]:text-ink',
          className,
        )}
        {...props}
        {...(isOff && unavailable(reason))}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
