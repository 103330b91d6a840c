// What the system says of a process. Linux only: elsewhere there is no such place to look.
import { readFileSync, readdirSync } from 'node:fs'

/** Resident memory in megabytes of 1,000,000 bytes; NaN where the system does not tell. */
export function residentMegabytes(pid) {
  try {
    return (Number(/^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024) / 1e6
  } catch {
    return Number.NaN
  }
}

/** Open files and threads of a process; NaN where the system does not tell. */
export function countsOf(pid) {
  const count = (folder) => {
    try {
      return readdirSync(`/proc/${pid}/${folder}`).length
    } catch {
      return Number.NaN
    }
  }
  return { files: count('fd'), threads: count('task') }
}
