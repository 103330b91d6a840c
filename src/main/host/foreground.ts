// Whether this process may read from its terminal. One in the background, as after `npm start &`, would be stopped by
// the system the moment somebody presses Enter, silently and with everything it was doing.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** True when the terminal is ours to read. False when it is not, or when that cannot be found out. */
export function isInForeground(): boolean {
  if (!process.stdin.isTTY) return false
  if (process.platform === 'win32') return true
  try {
    return process.platform === 'linux'
      ? ownsTerminal(readFileSync('/proc/self/stat', 'utf8'))
      : sameGroup(execFileSync('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], { encoding: 'utf8' }))
  } catch {
    return false
  }
}

/** @param stat as Linux writes it: the name of the program, in brackets, may hold anything; groups are after it */
export function ownsTerminal(stat: string): boolean {
  const [, , , group, , , terminalGroup] = stat.slice(stat.lastIndexOf(')') + 1).split(' ')
  return sameGroup(`${group} ${terminalGroup}`)
}

function sameGroup(groups: string): boolean {
  const [group, terminalGroup] = groups.trim().split(/\s+/)
  return group !== undefined && group === terminalGroup
}
