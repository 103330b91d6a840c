// How much of a database is kept in memory. PGlite reads whatever is not there through the file system of Node, which is
// slow: with 100,000 messages, what one search by meaning compares does not fit into 16 MB, and takes three times as
// long as with 64. For a small database that would only be resident memory (60 MB) without any use.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const LARGE_FROM_BYTES = 256 * 1024 ** 2

/** The setting `shared_buffers` for the database in a folder: by the size of its tables. One in memory is small. */
export async function sharedBuffersFor(dataDir: string): Promise<'16MB' | '64MB'> {
  return (await sizeOfTables(join(dataDir, 'base'))) < LARGE_FROM_BYTES ? '16MB' : '64MB'
}

async function sizeOfTables(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true }).catch(noneThere)
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(folder, file)).then(
        ({ size }) => size,
        // Gone between being listed and being looked at.
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

function noneThere(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
