/**
 * Whether reading this as Markdown would take the page longer than anybody waits: quotes in quotes in quotes, or brackets
 * that are never closed. Nobody writes so; it is shown as it was written.
 */
export function isTooDeep(text: string): boolean {
  return (
    /^(?:[ \t]*>){30}/m.test(text) ||
    /^(?:[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]){30}/m.test(text) ||
    /(?:!?\[){200}/.test(text)
  )
}
