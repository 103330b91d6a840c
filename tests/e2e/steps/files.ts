// What lies in the data folder, byte by byte.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Paths, relative to the folder, of all files that contain these bytes. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    if ((await readIfThere(path))?.includes(text)) found.push(path.slice(folder.length + 1))
  }
  return found
}

/** What a browser keeps beside Kith's files it also takes away, at any moment. */
async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
