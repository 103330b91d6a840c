// A disk of its own for a test, where the system lets us have one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  folder: string
  remove(): void
}

/** @param megabytes its size */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  return mounted(['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs'])
}

/** A folder, seen so that nothing in it can be changed: not even root could. */
export function mountReadOnly(folder: string): SmallDisk | null {
  const disk = mounted(['--bind', folder])
  if (disk) spawnSync('mount', ['-o', 'remount,ro,bind', disk.folder])
  return disk
}

export const canMount = (() => {
  const disk = mountSmallDisk(1)
  disk?.remove()
  return disk !== null
})()

function mounted(options: string[]): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = mkdtempSync(join(tmpdir(), 'kith-disk-'))
  if (spawnSync('mount', [...options, folder]).status !== 0) {
    rmdirSync(folder)
    return null
  }
  return {
    folder,
    remove() {
      spawnSync('umount', ['-l', folder])
      rmdirSync(folder)
    },
  }
}
