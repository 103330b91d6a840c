import type { ReactElement, RefObject } from 'react'
import { Virtualizer } from 'virtua'

interface ProposalRowsProps {
  /** Given: only those in view are drawn. */
  scroller: RefObject<HTMLElement | null> | undefined
  /** Places of those that are drawn wherever they are: something is written in them. */
  kept: readonly number[]
  children: ReactElement[]
}

/** One under the other, however many there are. */
export function ProposalRows({ scroller, kept, children }: ProposalRowsProps) {
  return (
    <div role="list">
      {scroller ? (
        <Virtualizer scrollRef={scroller} keepMounted={kept}>
          {children}
        </Virtualizer>
      ) : (
        children
      )}
    </div>
  )
}
