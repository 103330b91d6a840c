import type { ReactElement, RefObject } from 'react'
import { Virtualizer } from 'virtua'

interface ProposalRowsProps {
  /** Given: only those in view are drawn. */
  scroller: RefObject<HTMLElement | null> | undefined
  children: ReactElement[]
}

/** One under the other, however many there are. */
export function ProposalRows({ scroller, children }: ProposalRowsProps) {
  return <div role="list">{scroller ? <Virtualizer scrollRef={scroller}>{children}</Virtualizer> : children}</div>
}
