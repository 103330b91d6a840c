// The embedded database as the browser host opens it: in a thread beside this one, which goes on while that reads.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { at } from '../../scripts/bootstrap/project.mjs'

/** A new one, with somebody signed in. `folder` is beside it, for what else is kept on disk until `close`. */
export async function openEmbedded(load) {
  const { openDatabase, sessionInMemory } = await load('src/main/database/index.ts')
  const { migrationFiles } = await load('src/main/embedded/migration-files.ts')
  const { buildEntry } = await load('src/main/embedded/testing/build-entry.ts')
  const { startTestThread } = await load('src/main/embedded/testing/data-thread.ts')
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  const entry = await buildEntry(at('src/main/embedded/testing/hold-data.ts'))
  const start = { folder: join(folder, 'database'), preparedDatabase: at('out/database/prepared.tar.zst') }
  const { service } = startTestThread(entry, { start, migrations: migrationFiles })
  const { url, publishableKey } = await service.ready
  const place = { url, publishableKey, fetch: service.fetch }
  const client = openDatabase({ ...place, storage: sessionInMemory() })
  const { id: userId } = await client.signInLocal({ name: 'Ana' })
  return {
    place,
    client,
    userId,
    folder,
    async close() {
      await client.close()
      await service.close()
      rmSync(folder, { recursive: true })
      rmSync(dirname(entry), { recursive: true })
    },
  }
}
