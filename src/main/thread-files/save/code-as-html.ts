// A block of code as HTML. Colours are classes of the file's own style; every word is escaped, coloured or not.
import { languageOf } from '../../../shared/highlight/language-names'
import type { Piece } from '../../../shared/highlight/messages'
import { escape } from './escape'
import type { FileWords } from './words'

export interface CodeToShow {
  code: string
  info: string
  /** Its words by what they are, line by line. */
  coloured: readonly Piece[][] | null | undefined
}

export function codeAsHtml({ code, info, coloured }: CodeToShow, words: FileWords): string {
  const block = `<pre dir="ltr"><code>${coloured ? inColours(coloured) : escape(code)}</code></pre>`
  // Drawing one takes a browser, which whoever reads the file has and the file may not use.
  if (languageOf(info).grammar !== 'mermaid') return block
  return `<figure>${block}<figcaption>${escape(words.diagram)}</figcaption></figure>`
}

function inColours(lines: readonly Piece[][]): string {
  return lines.map((line) => line.map(([text, kind]) => word(text, kind)).join('')).join('\n')
}

function word(text: string, kind: Piece[1]): string {
  return kind === null ? escape(text) : `<span class="${kind}">${escape(text)}</span>`
}
