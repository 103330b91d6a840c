// A file nobody can read is still somebody's: it gets another name and is never deleted.
import { rename } from 'node:fs/promises'
import { parse, join } from 'node:path'

/** @returns where it lies now: `keys.json` becomes `keys.unreadable-<time>.json` beside it */
export async function setAside(path: string): Promise<string> {
  const { dir, name, ext } = parse(path)
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const keptAs = join(dir, `${name}.unreadable-${time}${ext}`)
  await rename(path, keptAs)
  return keptAs
}
