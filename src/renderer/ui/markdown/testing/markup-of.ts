import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { TooltipProvider } from '../../Tooltip'
import { MarkdownBody } from '../MarkdownBody'

/** What a text becomes, as markup. Formulas, colours and diagrams come later, in a page. */
export function markupOf(text: string, isGrowing = false): string {
  const body = createElement(MarkdownBody, { text, isGrowing })
  return renderToStaticMarkup(createElement(TooltipProvider, null, body))
}

export interface Tag {
  name: string
  attributes: Record<string, string>
}

/** The elements of markup React wrote: it escapes every other `<`. */
export function tagsOf(markup: string): Tag[] {
  return Array.from(
    markup.matchAll(/<([a-z][^\s/>]*)((?:\s[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi),
    ([, name = '', rest = '']) => ({
      name: name.toLowerCase(),
      attributes: Object.fromEntries(
        Array.from(rest.matchAll(/\s([^\s=]+)(?:="([^"]*)")?/g), ([, key = '', value = '']) => [
          key.toLowerCase(),
          value,
        ]),
      ),
    }),
  )
}

/** The words of it, entities read. */
export function wordsOf(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}
