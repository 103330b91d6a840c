// The one place that knows how PGlite is set up. Sessions, roles and the shape of the database are in `bootstrap.ts`.
import { PGlite } from '@electric-sql/pglite'
import type { Extensions } from '@electric-sql/pglite'
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch'
import { vector } from '@electric-sql/pglite-pgvector'
import { compiledEngine } from './compiled-engine'
import { DurableFiles } from './durable-files'
import { openingFailure } from './opening-failure'
import { sharedBuffersFor } from './shared-buffers'

/**
 * Opens the database in a folder, or makes an empty one there (or in memory: `memory://`).
 * Once it is open, what a call has committed is on the disk when the call is answered.
 *
 * Throws DATABASE_DAMAGED with the server's last words when it does not open, or why nothing can be opened here.
 */
export async function startPglite(
  dataDir: string,
  { loadDataDir, extensions, isNew = false }: { loadDataDir?: Blob; extensions?: Extensions; isNew?: boolean } = {},
): Promise<PGlite> {
  const lastWords: string[] = []
  const files = dataDir.startsWith('memory:') ? null : new DurableFiles(dataDir, isNew)
  try {
    const db = await PGlite.create(files ? undefined : dataDir, {
      ...(files ? { fs: files } : {}),
      pgliteWasmModule: await compiledEngine(),
      extensions: { vector, fuzzystrmatch, ...extensions },
      startParams: [
        ...(files ? durableParams : startParams),
        '-c',
        `shared_buffers=${await sharedBuffersFor(dataDir)}`,
      ],
      // PGlite keeps these to itself unless it is debugged; they are the only explanation of a failed start.
      onStderr: (line) => {
        lastWords.push(line)
        if (lastWords.length > 20) lastWords.shift()
        return false
      },
      loadDataDir,
    })
    files?.opened()
    return db
  } catch (cause) {
    throw openingFailure(dataDir, lastWords, cause)
  }
}

// Given as arguments and not through `postgresqlconf`, which appends to the file at every start. The search path is
// the one of a Supabase project; here it also survives RESET ALL.
const startParams = PGlite.defaultStartParams.map((param) =>
  param === 'search_path=public' ? 'search_path="$user", public, extensions' : param,
)

// The log is synced at every commit, tables at every checkpoint: `-F` switches that off. By the one method that
// `DurableFiles` provides, which works on every system. And the log keeps less in reserve than 80 MB.
const durableParams = [
  ...startParams.filter((param) => param !== '-F'),
  ...['fsync=on', 'wal_sync_method=fsync', 'min_wal_size=32MB'].flatMap((setting) => ['-c', setting]),
]
