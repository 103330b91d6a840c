import { useEffect, useRef, useState } from 'react'
import { words } from './words'

interface FormulaProps {
  tex: string
  isBlock: boolean
  /** Its end has not come yet. */
  isOpen: boolean
}

/** A formula. Until it is drawn, and where it cannot be, it stands as it was written. */
export function Formula({ tex, isBlock, isOpen }: FormulaProps) {
  const place = useRef<HTMLSpanElement>(null)
  const [state, setState] = useState<'written' | 'drawn' | 'failed'>('written')
  useEffect(() => {
    if (isOpen) return
    let isGone = false
    void import('./katex').then(
      ({ drawFormula }) => {
        if (isGone || !place.current) return
        setState(drawFormula(place.current, tex, isBlock) ? 'drawn' : 'failed')
      },
      () => !isGone && setState('failed'),
    )
    return () => void (isGone = true)
  }, [tex, isBlock, isOpen])

  const isDrawn = state === 'drawn' && !isOpen
  const written = !isDrawn && (
    <code title={state === 'failed' ? words.formulaFailed : undefined}>{tex.trim() === '' ? ' ' : tex}</code>
  )
  // What stands in the place belongs to the library; React never looks into it.
  const drawing = <span ref={place} hidden={!isDrawn} dir="ltr" />
  if (!isBlock) {
    return (
      <span data-formula={state} className={mayReachOut(tex) ? 'formula formula-kept-in' : 'formula'}>
        {written}
        {drawing}
      </span>
    )
  }
  return (
    <span
      data-formula={state}
      className="formula formula-block"
      {...(isDrawn ? { role: 'region', 'aria-label': words.formula, tabIndex: 0 } : {})}
    >
      {written}
      {drawing}
    </span>
  )
}

// A formula that moves or measures could draw over the page around it.
function mayReachOut(tex: string): boolean {
  return /\\(?:[km]*kern|[hm]?skip|h?space|raise|lower|rule|smash|def|gdef|let|newcommand|renewcommand|\\\s*\[)|lap|stretch/.test(
    tex,
  )
}
