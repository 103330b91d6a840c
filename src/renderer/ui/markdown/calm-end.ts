/**
 * A text that is still being written, without the end of it that nobody can read yet: marks whose meaning the next
 * characters decide, the head of a table that has no body, a formula that is not closed. They come when they are whole.
 */
export function calmEnd(text: string): string {
  const paragraph = text.lastIndexOf('\n\n') + 1
  const last = text.slice(paragraph)
  // In a fence everything is what it is.
  if (isInFence(text)) return text
  const formula = openFormula(last)
  if (formula >= 0) return text.slice(0, paragraph + formula).trimEnd()
  const table = /(?:^|\n)\|[^\n]*(?:\n\|?[\s:|-]*)?$/.exec(last)
  if (table && !/\n\|?\s*:?-+:?\s*\|[^\n]*\n/.test(last)) return text.slice(0, paragraph + table.index).trimEnd()
  return text.replace(
    /(?:^|\n)(?:[ \t]*(?:#{1,6}|[-*+_=>~`$]{1,3}|\d{1,3}[.)]?|\[[ xX]?\]?|[-*+] \[?[ xX]?\]?)[ \t]*)$/,
    '',
  )
}

function isInFence(text: string): boolean {
  let mark = ''
  for (const [, found = ''] of text.matchAll(/^ {0,3}(`{3,}|~{3,})/gm)) {
    if (mark === '') mark = found
    else if (found.startsWith(mark)) mark = ''
  }
  return mark !== ''
}

/** Where an unclosed formula begins, or -1. One that goes on for long is none. */
function openFormula(text: string): number {
  const withoutCode = text.replaceAll(/`[^`\n]*`/g, (code) => ' '.repeat(code.length))
  let at = -1
  for (const [opener, closer] of [
    ['\\(', '\\)'],
    ['\\[', '\\]'],
  ] as const) {
    const begin = withoutCode.lastIndexOf(opener)
    if (begin > withoutCode.lastIndexOf(closer) && withoutCode.charAt(begin - 1) !== '\\') at = Math.max(at, begin)
  }
  const dollars = [...withoutCode.matchAll(/\$\$/g)]
  if (dollars.length % 2 === 1) at = Math.max(at, dollars.at(-1)?.index ?? -1)
  return at >= 0 && text.length - at < 3_000 ? at : -1
}
