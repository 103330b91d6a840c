// How a program is opened at login on Linux: a file in the folder the desktop looks through.
// https://specifications.freedesktop.org/autostart-spec/latest/
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Autostart {
  /** Absolute path of what is started, and what it is told. */
  command: readonly string[]
}

/** @param env of this process: `XDG_CONFIG_HOME`, where it is absolute, or else `~/.config` */
export function autostartPath(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const config = env.XDG_CONFIG_HOME
  return join(config?.startsWith('/') ? config : join(home, '.config'), 'autostart/kith.desktop')
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
