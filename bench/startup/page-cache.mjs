import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { Obstacle } from '../../scripts/bootstrap/project.mjs'

/** So that every file is read from the disk again, as after the computer was switched on. */
export function dropPageCache() {
  try {
    execFileSync('sync')
    writeFileSync('/proc/sys/vm/drop_caches', '3')
  } catch (error) {
    throw new Obstacle(`The page cache cannot be dropped here, which takes root on Linux: ${error.message}`)
  }
}
