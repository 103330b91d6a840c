/** The longest argument that is looked at. */
const LONGEST = 2_048

/**
 * The address that the system has started the app with: its last argument, and nothing else that begins so. Chromium adds
 * switches of its own before it; whoever can put more than one in there can start programs anyway.
 */
export function linkIn(argv: readonly string[]): string | null {
  const last = argv.slice(1).findLast((argument) => !argument.startsWith('-'))
  return last !== undefined && last.length <= LONGEST && /^kith:/i.test(last) ? last : null
}
