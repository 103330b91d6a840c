// On Windows a file that anybody has open keeps its folder from being renamed: a virus scanner or an indexer that looks at
// it for a moment. Whoever waits a little gets through.
import { rename } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

const PAUSES_MS = [20, 50, 100, 200, 400, 800]
const PASSING = ['EPERM', 'EACCES', 'EBUSY', 'ENOTEMPTY']

/** Renames a file or folder. Elsewhere than on Windows, such a refusal is meant. */
export async function renamePatiently(from: string, to: string, platform = process.platform): Promise<void> {
  for (const pause of platform === 'win32' ? PAUSES_MS : []) {
    try {
      return await rename(from, to)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (typeof code !== 'string' || !PASSING.includes(code)) throw error
    }
    await wait(pause)
  }
  await rename(from, to)
}
