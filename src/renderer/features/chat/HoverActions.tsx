import type { ReactNode } from 'react'
import { classNames } from '../../lib/class-names'

/** Actions that come with the pointer or the focus: beside the text where there is a column for them, else over its end. */
export function HoverActions({ ground, children }: { ground: 'band' | 'paper'; children: ReactNode }) {
  return (
    <div
      className={classNames(
        'absolute end-0 bottom-0 flex rounded-m opacity-0 group-focus-within/turn:opacity-100 group-hover/turn:opacity-100 pointer-coarse:opacity-100',
        '@min-[900px]:start-full @min-[900px]:end-auto @min-[900px]:bg-transparent',
        // A band reaches beyond the edge of the text.
        ground === 'band' ? 'bg-band @min-[900px]:ms-1' : 'bg-paper @min-[900px]:ms-5',
      )}
    >
      {children}
    </div>
  )
}
