// Handing files to the disk: until then a power cut can take what was written.
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const AT_ONCE = 16

/** The names in a folder: that a file was made, renamed or removed. Windows cannot do this and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await syncOne(folder, 'r')
}

/** Everything in a folder. What is removed meanwhile is left out; an aborted signal leaves the rest to the system. */
export async function syncTree(folder: string, signal?: AbortSignal): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
  // Several at a time: a disk takes many at once hardly longer than one.
  const next = paths.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const path of next) if (!signal?.aborted) await syncOne(path, 'r+')
    }),
  )
  for (const path of [...folders, folder]) if (!signal?.aborted) await syncFolder(path)
}

async function syncOne(path: string, flags: 'r' | 'r+'): Promise<void> {
  try {
    const file = await open(path, flags)
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    // PostgreSQL removes files while this goes through them.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}
