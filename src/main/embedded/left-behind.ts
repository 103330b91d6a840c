// What going back, beginning anew and reports have left in the data folder. Kith never removes it by itself; its owner may.
// Whoever asks names one of those that are listed: nothing else can be reached this way, whatever the name is.
import { lstat, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

export type LeftBehindKind = 'before-restore' | 'broken' | 'kept' | 'report'

export interface LeftBehind {
  name: string
  kind: LeftBehindKind
  /** ISO time. */
  madeAt: string
  bytes: number
  path: string
}

const TIME = String.raw`(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z`
const folders: [LeftBehindKind, RegExp][] = [
  ['before-restore', new RegExp(String.raw`^pgdata\.before-restore-${TIME}(?:-\d+)?$`)],
  ['broken', new RegExp(String.raw`^pgdata\.broken-${TIME}(?:-\d+)?$`)],
  ['kept', new RegExp(`^kept-${TIME}$`)],
]
const report = new RegExp(String.raw`^report-${TIME}\.txt$`)
/** Being removed: of no worth any more, and not to be gone back to. */
const REMOVING = '.removing'

/** @param dataFolder with `database` in it. Newest first. */
export async function listLeftBehind(dataFolder: string): Promise<LeftBehind[]> {
  const database = join(dataFolder, 'database')
  const inDatabase = (await entriesOf(database))
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => folders.map(([kind, pattern]) => found(database, name, kind, pattern)))
  const beside = (await entriesOf(dataFolder))
    .filter((entry) => entry.isFile())
    .map(({ name }) => found(dataFolder, name, 'report', report))
  const all = await Promise.all(
    [...inDatabase, ...beside]
      .filter((one) => one !== null)
      .map(async (one) => ({ ...one, bytes: await sizeOf(one.path) })),
  )
  return all.toSorted((one, other) => other.madeAt.localeCompare(one.madeAt))
}

/** Null when there is none of this name. */
export async function findLeftBehind(dataFolder: string, name: string): Promise<LeftBehind | null> {
  return (await listLeftBehind(dataFolder)).find((one) => one.name === name) ?? null
}

/** For good. Ended in the middle, the rest is removed by the next one. */
export async function removeLeftBehind(dataFolder: string, name: string): Promise<void> {
  const one = await findLeftBehind(dataFolder, name)
  if (one) await rename(one.path, `${one.path}${REMOVING}`)
  for (const folder of [dataFolder, join(dataFolder, 'database')]) {
    const begun = (await entriesOf(folder)).filter((entry) => isBeingRemoved(entry.name))
    for (const entry of begun) await rm(join(folder, entry.name), { recursive: true, force: true })
  }
}

function isBeingRemoved(name: string): boolean {
  const before = name.endsWith(REMOVING) ? name.slice(0, -REMOVING.length) : ''
  return report.test(before) || folders.some(([, pattern]) => pattern.test(before))
}

function found(folder: string, name: string, kind: LeftBehindKind, pattern: RegExp): Omit<LeftBehind, 'bytes'> | null {
  const [, day, ...clock] = pattern.exec(name) ?? []
  if (!day) return null
  const [hours, minutes, seconds, milliseconds] = clock
  return { name, kind, madeAt: `${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`, path: join(folder, name) }
}

const entriesOf = (folder: string) => readdir(folder, { withFileTypes: true }).catch(() => [])

/** In bytes; a file that goes meanwhile counts nothing. */
export async function sizeOf(path: string): Promise<number> {
  const whole = await lstat(path).catch(() => null)
  if (!whole?.isDirectory()) return whole?.size ?? 0
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const sizes = await Promise.all(
    files.map((file) =>
      lstat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
