/** The lines that stand in `now` and did not stand in `base`, in their order: what somebody else wrote meanwhile. */
export function addedLines(base: string, now: string): string[] {
  const known = new Map<string, number>()
  for (const line of linesOf(base)) known.set(line, (known.get(line) ?? 0) + 1)
  return linesOf(now).filter((line) => {
    const count = known.get(line) ?? 0
    known.set(line, count - 1)
    return count <= 0
  })
}

/** A text with lines added at its end. */
export function withLines(text: string, lines: readonly string[]): string {
  return [text.trimEnd(), ...lines].filter((line) => line !== '').join('\n')
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}
