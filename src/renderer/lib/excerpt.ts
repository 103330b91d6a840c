// What a row shows of a snippet: a search has folded its line breaks and marked what was found. The row may show three lines
// of it, or one: what was found has to be near its beginning.
import { glimpse } from '../../shared/domain/glimpse'

/** So many signs stand before what was found; about, for it begins with a whole word. */
const before = 40
/** More than this is never shown of one. */
const longest = 600

const [begins, ends] = ['\u0002', '\u0003']
const marks = new RegExp(`${begins}([^${begins}${ends}]*)${ends}`, 'g')
const heldMarks = new RegExp(`${begins}([\ue000-\uf8ff])${ends}`, 'g')

/** @returns the snippet without the signs of its Markdown, from shortly before the first mark; every mark says what it said */
export function excerpt(snippet: string): string {
  const first = snippet.indexOf(begins)
  const near = snippet.slice(Math.max(0, first - longest / 2)).slice(0, longest)
  return fromShortlyBefore(cleaned(near.toWellFormed()))
}

function fromShortlyBefore(text: string): string {
  const first = text.indexOf(begins)
  if (first <= before + 10) return text
  const space = text.indexOf(' ', first - before - 1)
  const start = space === -1 || space >= first ? first - before : space + 1
  return `…${text.slice(start).toWellFormed()}`
}

// While signs are taken away, each mark stands as one sign of its own; where one would be lost, all stays as it is.
function cleaned(text: string): string {
  const marked: string[] = []
  const held = text.replace(marks, (_, words: string) => {
    marked.push(words)
    return `${begins}${String.fromCodePoint(0xe000 + marked.length - 1)}${ends}`
  })
  let kept = 0
  const shown = unfolded(held).replace(heldMarks, (_, sign: string) => {
    kept += 1
    return `${begins}${marked[(sign.codePointAt(0) ?? 0) - 0xe000] ?? ''}${ends}`
  })
  return kept === marked.length ? shown : text
}

/** What would have been at the beginning of a line has no line any more. */
function unfolded(text: string): string {
  const isTable = /\|\s*:?-{3,}:?\s*\|/.test(text) || /\|\s+\|/.test(text)
  const flat = text
    .replace(/(?<=^|\|)\s*(?::-+:?|-+:|-{3,})\s*(?=\||…?$)/g, ' ')
    .replace(/(^|\s)(?:-{3,}|\*{3,}|_{3,})(?=\s|$)/g, '$1')
    .replace(/(^…?|[.:!?;,)"”“»]\s)(?:>\s)+/g, '$1')
    .replace(/(^…?|\s)#{2,6}\s(?=\S)/g, '$1')
  return glimpse(isTable ? withoutCells(flat) : flat)
}

function withoutCells(text: string): string {
  return text
    .replace(/\s*(?<!\\)\|[\s|]*/g, ', ')
    .replace(/^(…?)[,\s]+/, '$1')
    .replace(/([.:!?;])\s*, /g, '$1 ')
    .replace(/, (…?)$/, '$1')
}
