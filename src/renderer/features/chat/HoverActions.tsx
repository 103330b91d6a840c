import type { ReactNode } from 'react'
import { classNames } from '../../lib/class-names'

interface HoverActionsProps {
  ground: 'band' | 'paper'
  /** The text keeps room for them at the end of its last line: `RoomForActions`. Else they have a row of their own. */
  isInLastLine?: boolean
  children: ReactNode
}

/**
 * Actions that come with the pointer or the focus: beside the text where there is a column for them, else at its end, where
 * they cover nothing. A finger needs them there always, and larger. Their room is kept while they are not to be seen.
 */
export function HoverActions({ ground, isInLastLine = false, children }: HoverActionsProps) {
  const isBand = ground === 'band'
  return (
    <div
      data-message-actions=""
      className={classNames(
        'flex justify-end rounded-m opacity-0 group-focus-within/turn:opacity-100 group-hover/turn:opacity-100 pointer-coarse:opacity-100',
        isBand ? '-me-3 mt-1 -mb-1.5' : '-me-1.5 mt-2.5',
        '@min-[900px]:not-pointer-coarse:absolute @min-[900px]:not-pointer-coarse:start-full @min-[900px]:not-pointer-coarse:bottom-0 @min-[900px]:not-pointer-coarse:m-0',
        // A band reaches beyond the edge of the text.
        isBand ? '@min-[900px]:not-pointer-coarse:ms-1' : '@min-[900px]:not-pointer-coarse:ms-5',
        isInLastLine &&
          '@max-[900px]:not-pointer-coarse:absolute @max-[900px]:not-pointer-coarse:end-1 @max-[900px]:not-pointer-coarse:bottom-2.5 @max-[900px]:not-pointer-coarse:m-0',
      )}
    >
      {children}
    </div>
  )
}

/** At the end of a text, as wide as four actions over it: what would come under them goes on to another line. */
export function RoomForActions() {
  return (
    <span aria-hidden="true" className="hidden h-px w-27 align-bottom @max-[900px]:not-pointer-coarse:inline-block" />
  )
}
