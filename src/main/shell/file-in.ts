import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The longest argument that is looked at: the longest path of a system. */
const LONGEST = 32_767

/**
 * The `.kith` file that the system has started the app with: its last argument, as with addresses.
 * @param folder in which the app was started; another start may have been elsewhere
 */
export function fileIn(argv: readonly string[], folder: string): string | null {
  const last = argv.slice(1).findLast((argument) => !argument.startsWith('-'))
  if (last === undefined || last.length > LONGEST || !/\.kith$/i.test(last)) return null
  if (/^file:/i.test(last)) return pathOf(last)
  if (/^[a-z][a-z\d+.-]+:/i.test(last)) return null
  return isAbsolute(last) ? last : resolve(folder, last)
}

/** Linux's file managers may pass an address in place of a path. Null for one of another computer, or of none. */
function pathOf(address: string): string | null {
  try {
    const path = new URL(address).host === '' ? fileURLToPath(address) : null
    return path?.includes('\0') ? null : path
  } catch {
    return null
  }
}
