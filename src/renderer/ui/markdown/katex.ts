// KaTeX with its fonts, fetched with the first formula. It builds elements and no markup; what would lead away, name
// classes or fetch pictures is not trusted and shows as an error.
import 'katex/dist/katex.min.css'
import { render } from 'katex'

/** Beyond this a formula is none. */
const longest = 5_000

/** Whether it could be drawn; if not, the place is empty. */
export function drawFormula(place: HTMLElement, tex: string, isBlock: boolean): boolean {
  place.replaceChildren()
  if (tex.trim() === '' || tex.length > longest) return false
  try {
    render(tex, place, {
      displayMode: isBlock,
      throwOnError: true,
      trust: refuse,
      strict: 'ignore',
      maxSize: 20,
      maxExpand: 500,
    })
    return true
  } catch {
    place.replaceChildren()
    return false
  }
}

// Said no to, KaTeX would draw the command in red and go on; the whole formula is shown as it was written instead.
function refuse(): never {
  throw new Error('This formula asks for more than to be drawn.')
}
