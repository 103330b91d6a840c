// Where Kith keeps everything. The same folder in the app and in the browser host, so that the one finds what the
// other has stored.
import { mkdirSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'

/** What the place depends on: the parts of `process` and `os` that name folders. */
export interface Surroundings {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
}

/** `KITH_DATA`, or where this system expects an application's data. An absolute path that may not exist yet. */
export function dataFolder({ platform, env, home }: Surroundings): string {
  if (env.KITH_DATA) return resolve(env.KITH_DATA)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Kith')
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Kith')
  // The XDG specification says to ignore a relative path.
  const share = env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : join(home, '.local', 'share')
  return join(share, 'kith')
}

/**
 * Makes the folder where it is missing, readable by its owner alone. The mode of a folder that was there is left as it
 * is: it may be somebody's home.
 */
export function makeDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}
