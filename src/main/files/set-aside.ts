// A file nobody can read is still somebody's: it gets another name and is never deleted.
import { access, rename } from 'node:fs/promises'
import { parse, join } from 'node:path'

/** @returns where it lies now: `keys.json` becomes `keys.unreadable-<time>.json` beside it, a name nothing else has */
export async function setAside(path: string): Promise<string> {
  const { dir, name, ext } = parse(path)
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
  for (let attempt = 0; ; attempt += 1) {
    const keptAs = join(dir, `${name}.unreadable-${time}${attempt === 0 ? '' : `-${attempt}`}${ext}`)
    if (await exists(keptAs)) continue
    await rename(path, keptAs)
    return keptAs
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
