// Beginning anew beside what is there: the database and its backups move into a folder of their own, where nothing
// touches them any more. The keys stay; they open no database but this one.
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { inFileName } from './backups/backup'
import { syncFolder } from './folder-sync'
import { renamePatiently } from './rename-patiently'

const PARTS = ['backups', 'pgdata.restored', 'pgdata']

/** Moves everything that was written into `<folder>/kept-<time>`. When this is ended in the middle, doing it again ends it. */
export async function keepBeside(folder: string): Promise<void> {
  const kept = join(folder, `kept-${inFileName(new Date())}`)
  await mkdir(kept, { mode: 0o700 })
  for (const part of PARTS)
    if (existsSync(join(folder, part))) await renamePatiently(join(folder, part), join(kept, part))
  await syncFolder(kept)
  await syncFolder(folder)
}
