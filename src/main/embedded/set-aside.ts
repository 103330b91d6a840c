// What is somebody's is never deleted, whatever is wrong with it: it gets another name.
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { inFileName } from './backups/backup'
import { syncFolder } from './folder-sync'
import { renamePatiently } from './rename-patiently'

/** Renames `pgdata` to `pgdata.<why>-<time>`. @returns the new path */
export async function setAside(path: string, why: 'broken' | 'before-restore'): Promise<string> {
  const name = `${path}.${why}-${inFileName(new Date())}`
  let free = name
  for (let count = 2; existsSync(free); count += 1) free = `${name}-${count}`
  await renamePatiently(path, free)
  await syncFolder(dirname(path))
  return free
}
