// A file is either the old one or the new one, whatever happens in between.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes beside the file, waits until the disk has it, then renames over it. Readable and writable by the owner alone.
 * Two calls for one path must not overlap.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const beside = `${path}.new`
  const file = await open(beside, 'w', 0o600)
  try {
    // A file left by a crash keeps its own mode when it is opened again.
    await file.chmod(0o600)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
  await syncFolder(dirname(path))
}

/**
 * The same for a file of somebody's choice, written as it is read: with the rights the system gives to new files, and with
 * nothing left beside it when that fails. Rejects with what the pieces or the system rejected with.
 */
export async function writePiecesAtomically(path: string, pieces: AsyncIterable<string>): Promise<void> {
  // A name nobody has, however long that of the file is: what lies in this folder is its owner's.
  const beside = join(dirname(path), `.kith-${randomBytes(8).toString('hex')}.part`)
  const file = await open(beside, 'wx')
  try {
    try {
      for await (const piece of pieces) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

// The rename itself is safe only when the folder is on disk. Windows cannot open folders and does not need it.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Some network folders refuse it. The file is in its place; that it survives a power cut is up to them.
  }
}
