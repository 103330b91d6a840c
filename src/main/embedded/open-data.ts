// From a folder to a database that answers: lock, database, migrations, keys, gateway. And back.
import { mkdir } from 'node:fs/promises'
import { KithError } from '../../shared/errors'
import type { DatabasePhase } from '../../shared/domain/start-phases'
import { createActivity } from './activity'
import { openBackups } from './backups'
import type { Backups } from './backups'
import { listBackups, newestGood } from './backups/backup'
import { begin } from './begin'
import { whyBroken } from './engine-health'
import { createGateway } from './gateway'
import type { Gateway, GatewayOptions } from './gateway'
import { loadSigningKey } from './keys'
import { logError } from './log'
import { migrate, requireKnownSchema, schemaOf } from './migrate'
import type { MigrationFile } from './migrate'
import { networkDriveOf } from './network-drive'
import { openDatabase } from './open-database'
import type { OpenedDatabase } from './open-database'
import { folderFailure } from './opening-failure'
import { takeOwnerLock } from './owner-lock'
import type { OwnerLock } from './owner-lock'
import type { DataProcessStart, DataReady, Work } from './protocol'
import { readOnly } from './read-only'
import { keptFunctions } from './rest/kept-functions'
import { tellWork } from './tell-work'
import type { During } from './tell-work'
import { createTokens } from './tokens'
import type { Tokens } from './tokens'
import { startUpkeep } from './upkeep'
import type { UpkeepPace } from './upkeep'

// Reserved names: a request that took a wrong turn reaches nobody.
const URL_BASE = 'http://embedded.kith.invalid'
const PUBLISHABLE_KEY = 'sb_publishable_kith_embedded'

export interface OpenedData {
  ready: DataReady
  answer: Gateway
  backups: Backups
  /** Brings everything to the disk and lets go of the folder. */
  close(): Promise<void>
}

type OnWork = (work: Work | null) => void

export interface OpenOptions {
  /** Is told before something begins that can take long. */
  onWork?: OnWork
  /** The open database cannot go on: its process has to end. */
  onFailed?: (failure: KithError) => void
  /** How the daily backup went: null when it was made, else why not. */
  onDailyBackup?: (failed: string | null) => void
  pace?: UpkeepPace
}

/**
 * Throws DATABASE_BUSY, DATABASE_DAMAGED, DATABASE_FAILED, DATABASE_NEWER, MIGRATION_FAILED, BACKUP_UNUSABLE, DISK_FULL
 * or FOLDER_NOT_WRITABLE; the folder is free again then.
 */
export async function openData(
  start: DataProcessStart,
  migrations: MigrationFile[],
  { onWork = () => {}, onFailed = () => {}, onDailyBackup = () => {}, pace }: OpenOptions = {},
): Promise<OpenedData> {
  const begun = performance.now()
  const { folder } = start
  let lock: OwnerLock | undefined
  try {
    onWork('opening')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    lock = takeOwnerLock(folder)
    await begin(start, migrations, onWork)
    // Beside the engine, which takes longer.
    const tokens = loadSigningKey(folder).then((key) => createTokens(key, `${URL_BASE}/auth/v1`))
    tokens.catch(() => {})
    const database = await openDatabase(folder, start.preparedDatabase)
    try {
      return await serve({ start, database, lock, tokens, migrations, begun, onWork, onFailed, onDailyBackup, pace })
    } catch (error) {
      // Why it did not open is what counts.
      await database.db.close().catch((reason: unknown) => logError('the database did not close', reason))
      throw error
    }
  } catch (error) {
    lock?.release()
    throw await explained(folder, error)
  } finally {
    onWork(null)
  }
}

interface Opening {
  start: DataProcessStart
  database: OpenedDatabase
  lock: OwnerLock
  tokens: Promise<Tokens>
  migrations: MigrationFile[]
  begun: number
  onWork: OnWork
  onFailed: (failure: KithError) => void
  onDailyBackup: (failed: string | null) => void
  pace: UpkeepPace | undefined
}

async function serve({
  start,
  database,
  lock,
  tokens,
  migrations,
  begun,
  onWork,
  ...upkeep
}: Opening): Promise<OpenedData> {
  const { folder, beginning } = start
  const { onFailed } = upkeep
  const { db, isFirstStart, timings } = database
  const opened = performance.now()
  const during = tellWork(onWork)
  const backups = workingOn(during, openBackups(db, folder))
  const isReadOnly = beginning?.with === 'old-version'
  if (isReadOnly) await requireKnownSchema(db, migrations)
  else {
    await migrate(db, migrations, async () => {
      // What ships with the app is nobody's yet.
      if (!isFirstStart) await backups.take('before-migration')
      onWork('migrating')
    })
  }
  const migrated = performance.now()
  const gateway = { db, tokens: await tokens, publishableKey: PUBLISHABLE_KEY, allowLocalAccounts: true }
  const answer = await (isReadOnly
    ? readingGateway(gateway)
    : createGateway({ ...gateway, functions: await keptFunctions(db, folder, schemaOf(migrations)) }))
  const activity = createActivity()
  const { isUnsynced } = database
  const stopUpkeep = startUpkeep({ db, folder, isUnsynced, isReadOnly, backups, activity, during, ...upkeep })
  return {
    ready: {
      url: URL_BASE,
      publishableKey: PUBLISHABLE_KEY,
      isFirstStart,
      isReadOnly,
      networkDrive: await networkDriveOf(folder),
      timings: { ...timings, migrate: migrated - opened, total: performance.now() - begun },
      phases: phasesOf({
        'database-loaded': begun,
        'files-there': opened - timings.bootstrap - timings.open,
        'engine-open': opened - timings.bootstrap,
        bootstrapped: opened,
        migrated,
        'database-ready': performance.now(),
      }),
    },
    async answer(request) {
      activity.note()
      const response = await answer(request)
      if (response.status >= 500) void whyBroken(db, folder, response.clone()).then((why) => why && onFailed(why))
      return response
    },
    backups,
    async close() {
      try {
        await stopUpkeep()
        // Ends with a checkpoint: nothing of the log is left to replay.
        await db.close()
      } finally {
        lock.release()
      }
    },
  }
}

/** Every process has a clock of its own; these are compared with those of others. */
function phasesOf(times: Record<DatabasePhase, number>): DataReady['phases'] {
  const phases = Object.entries(times) as [DatabasePhase, number][]
  return phases.map(([phase, at]) => ({ phase, at: performance.timeOrigin + at }))
}

// Signing in writes down that somebody did, here too; no function of the API can write anything.
async function readingGateway(options: GatewayOptions): Promise<Gateway> {
  const reading = await createGateway({ ...options, db: readOnly(options.db) })
  const other = await createGateway(options)
  return (request) => (new URL(request.url).pathname.startsWith('/rest/') ? reading(request) : other(request))
}

function workingOn(during: During, backups: Backups): Backups {
  return { ...backups, take: (reason) => during('backing-up', () => backups.take(reason)) }
}

async function explained(folder: string, error: unknown): Promise<unknown> {
  if (!(error instanceof KithError) || error.code !== 'DATABASE_DAMAGED') return folderFailure(folder, error) ?? error
  const { code, data } = error as KithError<'DATABASE_DAMAGED'>
  const backup = await listBackups(folder).then(newestGood, () => null)
  return new KithError(code, { ...data, backup }, { cause: error })
}
