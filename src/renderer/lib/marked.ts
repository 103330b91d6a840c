export interface MarkedPart {
  text: string
  isMarked: boolean
  /** Where it begins. */
  at: number
}

/** A snippet in which what was found stands between two signs nobody types (2 and 3), cut at these. */
export function markedParts(snippet: string): MarkedPart[] {
  const parts: MarkedPart[] = []
  let at = 0
  for (const [index, piece] of snippet.split('\u0002').entries()) {
    const end = index === 0 ? -1 : piece.indexOf('\u0003')
    if (end >= 0) parts.push({ text: piece.slice(0, end), isMarked: true, at })
    const rest = piece.slice(end + 1)
    if (rest !== '') parts.push({ text: rest.replaceAll('\u0003', ''), isMarked: false, at: at + end + 1 })
    at += piece.length + 1
  }
  return parts.filter(({ text }) => text !== '')
}
