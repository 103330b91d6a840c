import { createContext, use, useMemo } from 'react'
import { Block } from 'streamdown'
import type { BlockProps } from 'streamdown'
import { directions } from './direction'
import { headingLevels, ranksUnder } from './heading-levels'

/** For each block of a piece, the headings it stands under. */
export const HeadingsBefore = createContext<readonly string[]>([])

/** A block of a piece, which is read by itself: what stands before it says which level its headings have. */
export function BlockUnder(props: BlockProps) {
  const under = use(HeadingsBefore)[props.index] ?? ''
  // The same list for the same level, so that a block that has not changed is not read again.
  const plugins = useMemo<BlockProps['rehypePlugins']>(
    () => [directions, [headingLevels, { under: ranksUnder(under) }]],
    [under],
  )
  return <Block {...props} rehypePlugins={plugins} />
}
