// For tests: the real database, embedded and in memory, through the real client.
import { openDatabase, sessionInMemory } from '../../database'
import type { DatabaseClient } from '../../database'
import type { Call } from '../../database/call'
import { migrationFiles } from '../../embedded/migration-files'
import { KEY, openProject, URL } from '../../embedded/testing/project'

export interface RealDatabase {
  call: Call
  forRun: DatabaseClient['forRun']
  userId: string
  /** Everything the account has. The account stays. */
  erase(): Promise<void>
  close(): Promise<void>
}

export async function openRealDatabase(): Promise<RealDatabase> {
  const project = await openProject(migrationFiles)
  const database = openDatabase({
    url: URL,
    publishableKey: KEY,
    fetch: project.fetch,
    storage: sessionInMemory(),
  })
  const { id } = await database.signInLocal({ name: 'Ana' })
  return {
    call: database.call,
    forRun: database.forRun,
    userId: id,
    async erase() {
      await project.db.exec(
        'delete from public.ai_memory; delete from public.ai_threads; delete from public.ai_personas; ' +
          'delete from public.ai_run_snapshots',
      )
    },
    async close() {
      await database.close()
      await project.db.close()
    },
  }
}
