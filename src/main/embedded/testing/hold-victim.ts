// Holds a folder through the real data process, says what it finds there, and writes until it is killed.
import { readFileSync, writeSync } from 'node:fs'
import { openDatabase } from '../../database'
import { migrationFiles } from '../migration-files'
import type { MigrationFile } from '../migrate'
import type { Beginning } from '../protocol'
import { perform } from './crash-acts'
import type { Act } from './crash-acts'
import { lostOf, textsOf } from './crash-expected'
import type { Expected } from './crash-expected'
import { startTestThread } from './data-thread'

export interface VictimPlan {
  folder: string
  preparedDatabase: string | null
  /** Built from `hold-data.ts`. */
  dataThread: string
  act: Act | 'back up once'
  beginning?: Beginning
  /** How many slow migrations there are besides the project's. */
  extraMigrations: number
  /** A file with what has to be there: an `Expected`, or one of two after a restore that was cut off. */
  expected: string
}

const plan = JSON.parse(process.argv[2] ?? '') as VictimPlan
// Not through the stream, which may still hold a line when the process is killed.
const report = (line: object) => void writeSync(1, `${JSON.stringify(line)}\n`)

const begun = performance.now()
report({ starting: plan.act })
const thread = startTestThread(plan.dataThread, {
  start: { folder: plan.folder, preparedDatabase: plan.preparedDatabase, beginning: plan.beginning },
  migrations: [...migrationFiles, ...Array.from({ length: plan.extraMigrations }, slowMigration)],
  pace: {
    checkpoints: plan.act === 'checkpointing' ? { lookEveryMs: 5, everyMs: 0 } : { lookEveryMs: 500, everyMs: 2_000 },
    tidying: { lookEveryMs: 50, quietMs: plan.act === 'checkpointing' ? 0 : 60_000 },
  },
})
const { url, publishableKey, timings } = await thread.service.ready
// A migration that was waiting, with the backup before it, is no part of what a kill costs.
report({ ready: performance.now() - begun - (timings.migrate ?? 0) })
const database = openDatabase({ url, publishableKey, fetch: thread.service.fetch, storage: noStorage() })
await database.signInLocal({ name: 'victim' })
report(await findings(JSON.parse(readFileSync(plan.expected, 'utf8')) as Expected[]))
if (plan.act === 'back up once') {
  report({ backup: (await thread.service.backups.take()).file })
  await database.close()
  await thread.service.close()
  process.exit(0)
}
await perform(plan.act, { call: database.call, backups: thread.service.backups, report })

/** Which of the states it could be in it is in, and what of that is missing. */
async function findings([now, before]: Expected[]) {
  const lost = await lostOf(database.call, now ?? { saved: {}, streamed: {} })
  if (!before || lost.length === 0) return { is: 0, lost }
  const since = Object.keys(now?.saved ?? {}).filter((id) => before.saved[id] === undefined)
  const left = await textsOf(database.call, since)
  return { is: 1, lost: [...(await lostOf(database.call, before)), ...left.keys()] }
}

function slowMigration(_: unknown, index: number): MigrationFile {
  const table = `public.slow_${index}`
  return {
    file: `9999123100${String(index).padStart(4, '0')}_slow.sql`,
    sql: `create table ${table} (n int primary key, word text);
      alter table ${table} enable row level security;
      insert into ${table} select n, md5(n::text) from generate_series(1, 5000) n;
      create index on ${table} (word);
      delete from ${table} where n % 3 = 0;`,
  }
}

function noStorage() {
  return { getItem: async () => null, setItem: async () => {}, removeItem: async () => {} }
}
