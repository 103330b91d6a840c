import { useEffect, useState } from 'react'

const atFirst = 4

/** How many pieces of a long text are drawn: some at once, the others one in each picture, so that nothing stands still. */
export function usePiecesShown(all: number, isGrowing: boolean): number {
  const [shown, setShown] = useState(isGrowing ? Math.max(all, atFirst) : atFirst)
  useEffect(() => {
    if (shown >= all) return
    const timer = setTimeout(() => setShown((before) => before + 1), 16)
    return () => clearTimeout(timer)
  }, [shown, all])
  return shown
}
