// Formulas as MathML, which a browser draws by itself: no fonts, no styles, no script.
import { renderToString } from 'katex'
import { escape } from './escape'

/** Beyond this a formula is none, as on screen. */
const longest = 5_000

export function formulaAsHtml(tex: string, isBlock: boolean): string {
  const drawn = draw(tex, isBlock)
  // One on its own may stand within a line of others: no element that ends a paragraph.
  if (drawn !== null) return isBlock ? `<span class="formula">${drawn}</span>` : drawn
  return isBlock ? `<code class="block" dir="ltr">${escape(tex)}</code>` : `<code>${escape(tex)}</code>`
}

function draw(tex: string, isBlock: boolean): string | null {
  if (tex.trim() === '' || tex.length > longest) return null
  try {
    return renderToString(tex, {
      output: 'mathml',
      displayMode: isBlock,
      throwOnError: true,
      // A command that leads away or names a class: the formula stands as it was written.
      trust: () => {
        throw new Error('This formula asks for more than to be drawn.')
      },
      strict: 'ignore',
      maxSize: 20,
      maxExpand: 500,
    })
  } catch {
    return null
  }
}
