// What a disk would hold after a power cut: only what was synced. Everything else of a file may be there, or not, in any
// mixture. Linux only: it finds the path of an open file.
import { fstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const PAGE = 4096

interface Step {
  inode: number
  /** Absent: only names changed. */
  bytes?: Map<number, Buffer>
  size?: number
  names: Map<string, number>
}

export interface Platter {
  /** To be told of every sync, before it is answered. */
  synced(fd: number): void
  /** How much has been synced so far, to be remembered with what is acknowledged. */
  now(): number
  /** Writes what is on the disk after so many syncs. @param keeps whether a page that was not synced got there all the same */
  write(to: string, after: number, keeps: () => boolean): void
}

/** @param folder all of it counts as synced when this begins */
export function watchPlatter(folder: string): Platter {
  const first = new Map<number, Buffer>()
  const names = new Map<string, number>()
  for (const path of filesIn(folder)) {
    const { ino } = statSync(join(folder, path))
    names.set(path, ino)
    first.set(ino, readFileSync(join(folder, path)))
  }
  const firstNames = new Map(names)
  const contents = new Map(first)
  const steps: Step[] = []

  function syncFile(fd: number, path: string): void {
    const { ino } = fstatSync(fd)
    const bytes = readFileSync(join(folder, path))
    const changed = changedPages(contents.get(ino), bytes)
    contents.set(ino, bytes)
    names.set(path, ino)
    steps.push({ inode: ino, bytes: changed, size: bytes.length, names: new Map(names) })
  }

  function syncNames(path: string): void {
    for (const name of names.keys()) if (dirname(name) === path) names.delete(name)
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      if (entry.isFile()) names.set(join(path, entry.name), statSync(join(folder, path, entry.name)).ino)
    }
    steps.push({ inode: 0, names: new Map(names) })
  }

  return {
    synced(fd) {
      const path = relative(folder, readlinkSync(`/proc/self/fd/${fd}`))
      if (path.startsWith('..')) return
      if (fstatSync(fd).isDirectory()) syncNames(path === '' ? '.' : path)
      else syncFile(fd, path)
    },
    now: () => steps.length,
    write(to, after, keeps) {
      const disk = new Map<number, Buffer>(first)
      for (const { inode, bytes, size } of steps.slice(0, after)) {
        if (bytes) disk.set(inode, patched(disk.get(inode), bytes, size ?? 0))
      }
      const isEnd = after === steps.length
      for (const [path, inode] of steps[after - 1]?.names ?? firstNames) {
        const bytes = disk.get(inode) ?? Buffer.alloc(0)
        mkdirSync(dirname(join(to, path)), { recursive: true, mode: 0o700 })
        writeFileSync(join(to, path), isEnd ? mixed(bytes, join(folder, path), keeps) : bytes, { mode: 0o600 })
      }
      for (const path of foldersIn(folder)) mkdirSync(join(to, path), { recursive: true, mode: 0o700 })
    },
  }
}

function changedPages(before: Buffer | undefined, after: Buffer): Map<number, Buffer> {
  const changed = new Map<number, Buffer>()
  for (let at = 0; at < after.length; at += PAGE) {
    const page = after.subarray(at, at + PAGE)
    if (!before?.subarray(at, at + PAGE).equals(page)) changed.set(at, Buffer.from(page))
  }
  return changed
}

function patched(before: Buffer | undefined, pages: Map<number, Buffer>, size: number) {
  const bytes = Buffer.alloc(size)
  before?.copy(bytes)
  for (const [at, page] of pages) page.copy(bytes, at)
  return bytes
}

// At the end the unsynced rest of each file is known.
function mixed(synced: Buffer, path: string, keeps: () => boolean): Buffer {
  const written = statSync(path, { throwIfNoEntry: false }) ? readFileSync(path) : synced
  const pages = [...changedPages(synced, written)].filter(keeps)
  const size = Math.max(synced.length, ...pages.map(([at, page]) => at + page.length))
  return patched(synced, new Map(pages), size)
}

const filesIn = (folder: string) => entriesIn(folder, (entry) => entry.isFile())
const foldersIn = (folder: string) => entriesIn(folder, (entry) => entry.isDirectory())

function entriesIn(
  folder: string,
  isWanted: (entry: { isFile(): boolean; isDirectory(): boolean }) => boolean,
): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(isWanted)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}
