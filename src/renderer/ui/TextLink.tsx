import type { ComponentProps } from 'react'
import { classNames } from '../lib/class-names'

/** A quiet action in a line of text. */
export function TextLink({ className, ...props }: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className={classNames('underlined min-h-6 text-small text-ink-2 hover:text-ink', className)}
      {...props}
    />
  )
}
