/** The text, and the end of a fence that its writer left open: or all that follows in the file would be code. */
export function closedFences(text: string): string {
  let open: string | null = null
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1]
    if (open === null) open = mark ?? null
    else if (mark?.startsWith(open) && line.trim() === mark) open = null
  }
  return open === null ? text : `${text.replace(/\n$/, '')}\n${open}`
}
