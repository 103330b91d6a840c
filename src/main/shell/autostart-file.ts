// How a program is opened at login on Linux: a file in the folder the desktop looks through.
// https://specifications.freedesktop.org/autostart-spec/latest/
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Autostart {
  /** Absolute path of what is started, and what it is told. */
  command: readonly string[]
}

/** As Kith's entry in the menu is called (`desktopName` in scripts/package/contents.mjs): desktops take the two for one program. */
export const autostartName = 'app.kith.Kith.desktop'
/** What an earlier Kith has called it. */
const formerName = 'kith.desktop'

/** @param env of this process: `XDG_CONFIG_HOME`, where it is absolute, or else `~/.config` */
export function autostartPath(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const config = env.XDG_CONFIG_HOME
  return join(config?.startsWith('/') ? config : join(home, '.config'), 'autostart', autostartName)
}

export function autostartText({ command }: Autostart): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Kith',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** Writes the file or takes it away. Throws what the file system throws. */
export function writeAutostart(path: string, autostart: Autostart | null): void {
  if (!autostart) return rmSync(path, { force: true })
  const text = autostartText(autostart)
  // The desktop's own settings may have changed it: what says the same already stays as it is.
  if (readIfThere(path) === text) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/**
 * Gives the file of an earlier Kith the name of now. Throws what the file system throws.
 * @param mark what stands in a file of Kith's, for others may be called so, too
 */
export function takeOverFormer(path: string, mark: string): void {
  const former = join(dirname(path), formerName)
  if (!readIfThere(former)?.includes(mark)) return
  if (readIfThere(path) === null) renameSync(former, path)
  else rmSync(former)
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** As the specification of desktop entries quotes: in a string of a file, and in there for the desktop's own shell. */
function quoted(argument: string): string {
  const inQuotes = argument.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')
  return `"${inQuotes}"`.replaceAll('\\', String.raw`\\`)
}
