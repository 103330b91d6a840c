// A long text is drawn in pieces: what came before the last one does not change any more and is neither read nor drawn
// again. A piece ends between two blocks, and where a text has no such place it ends where it does the least harm.

export type TextPiece =
  | { kind: 'markdown'; text: string }
  /** A fence so long that reading it as Markdown again and again would take longer than a picture. */
  | { kind: 'code'; info: string; code: string; isClosed: boolean }

export interface SplitText {
  pieces: TextPiece[]
  /** How much of the text stands in pieces that are final: reading goes on there when more of it has come. */
  settled: { length: number; pieces: TextPiece[] }
}

const goodLength = 4_000
const anyLineFrom = 16_000
const anyPlaceFrom = 40_000
const longFence = 12_000

/** The pieces of a text. Given the pieces of a beginning of it, only what follows is looked at. */
export function splitText(text: string, before?: SplitText['settled']): SplitText {
  const pieces = [...(before?.pieces ?? [])]
  let start = before?.length ?? 0
  let settledPieces = pieces.length
  while (start < text.length) {
    const piece = nextPiece(text, start)
    pieces.push(piece.found)
    start = piece.end
    if (!piece.isFinal) break
    settledPieces = pieces.length
    before = { length: start, pieces: [] }
  }
  return { pieces, settled: { length: before?.length ?? 0, pieces: pieces.slice(0, settledPieces) } }
}

interface Found {
  found: TextPiece
  end: number
  isFinal: boolean
}

function nextPiece(text: string, start: number): Found {
  let fence: { mark: string; at: number } | null = null
  let isInFormula = false
  let hadBlank = false
  for (const { at, end, isWhole } of linesOf(text, start)) {
    const line = text.slice(at, Math.min(end, at + 400))
    const length = at - start
    if (fence) {
      if (closes(line, fence.mark)) {
        if (end - fence.at > longFence) return longFencePiece(text, start, fence.at, at, end)
        fence = null
      }
      continue
    }
    const opened = /^(`{3,}|~{3,})(?!.*`)/.exec(line)?.[1]
    const mayEnd = isWhole && (opened !== undefined || beginsBlock(line))
    if (length >= goodLength && hadBlank && mayEnd && !isInFormula) return markdown(text, start, at)
    if (length >= anyLineFrom && isWhole && !isInFormula && !/^\s|^\|/.test(line)) return markdown(text, start, at)
    if (length >= anyPlaceFrom && isWhole) return markdown(text, start, at)
    if (end - start >= anyPlaceFrom) return markdown(text, start, wordEnd(text, start + anyLineFrom, end))
    if (opened) fence = { mark: opened, at }
    if (/^\s*\$\$/.test(line) && (line.match(/\$\$/g)?.length ?? 0) % 2 === 1) isInFormula = !isInFormula
    hadBlank = line.trim() === ''
  }
  if (fence && text.length - fence.at > longFence) return longFencePiece(text, start, fence.at, text.length, null)
  return { found: { kind: 'markdown', text: text.slice(start) }, end: text.length, isFinal: false }
}

function markdown(text: string, start: number, end: number): Found {
  return { found: { kind: 'markdown', text: text.slice(start, end) }, end, isFinal: true }
}

// What stands before the fence is a piece of its own.
function longFencePiece(text: string, start: number, fenceAt: number, codeEnd: number, end: number | null): Found {
  if (fenceAt > start) return markdown(text, start, fenceAt)
  const lineEnd = text.indexOf('\n', fenceAt)
  const code = text.slice(lineEnd + 1, end === null ? codeEnd : Math.max(codeEnd - 1, lineEnd + 1))
  const info =
    text
      .slice(fenceAt, lineEnd)
      .replace(/^[`~]+\s*/, '')
      .split(/\s/)[0] ?? ''
  return { found: { kind: 'code', info, code, isClosed: end !== null }, end: end ?? text.length, isFinal: end !== null }
}

function closes(line: string, mark: string): boolean {
  const sign = mark.charAt(0)
  const trimmed = line.trimEnd().replace(/^ {0,3}/, '')
  return trimmed.length >= mark.length && [...trimmed].every((character) => character === sign)
}

// Lists, quotes, tables and what is set in may belong to what stands above the empty line.
function beginsBlock(line: string): boolean {
  return /^(?:#{1,6}\s|[\p{L}*_[`"'(“„«¿¡])/u.test(line) && !/^[*]\s/.test(line) && !/^\[\^?[^\]]+\]:/.test(line)
}

function wordEnd(text: string, from: number, end: number): number {
  const space = text.indexOf(' ', from)
  if (space >= 0 && space < Math.min(end, from + 2_000)) return space + 1
  // Not between the two halves of one character.
  return /[\uDC00-\uDFFF]/.test(text.charAt(from)) ? from + 1 : from
}

function* linesOf(text: string, start: number): Generator<{ at: number; end: number; isWhole: boolean }> {
  for (let at = start; at < text.length;) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found + 1
    yield { at, end, isWhole: found >= 0 }
    at = end
  }
}

/** Addresses that are named in one place and used in others, for the pieces that use them. */
export function definitionsOf(text: string): string {
  if (!/^ {0,3}\[[^\]\n]+\]:/m.test(text)) return ''
  const found = text.match(/^ {0,3}\[[^\]\n]{1,200}\]:[^\n]{1,2000}$/gm) ?? []
  return found.slice(0, 500).join('\n')
}

/** Whether it has notes under it, which stand together at the end. Of a very long text each piece has its own. */
export function hasFootnotes(text: string): boolean {
  return text.length < anyPlaceFrom && /^ {0,3}\[\^[^\]\n]+\]:/m.test(text)
}
