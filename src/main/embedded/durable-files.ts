// The files of a database, such that PostgreSQL's word counts: what it asks to be on the disk is on the disk. PGlite's
// own file system takes these requests and does nothing, so a power cut could take what was acknowledged, or leave files
// that do not fit together.
import { fdatasyncSync, fstatSync, fsyncSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { readControlFile } from './control-file'

type EngineOptions = Parameters<NodeFS['init']>[1]

/** Clocks of file systems are coarse. */
const SLACK_MS = 2_000

export class DurableFiles extends NodeFS {
  /** While opening: files not written since then are on the disk. Milliseconds since 1970. */
  #syncedUntil: number

  /** @param isNew nothing in the folder is anybody's yet */
  constructor(dataDir: string, isNew: boolean) {
    super(dataDir)
    this.#syncedUntil = isNew ? Number.POSITIVE_INFINITY : (readControlFile(dataDir)?.checkpointAt ?? 0)
  }

  override async init(pg: PGlite, options: EngineOptions) {
    const prepared = await super.init(pg, options)
    prepared.emscriptenOpts.preRun?.push((engine) => {
      const { FS } = engine as unknown as { FS: EngineFiles }
      const { stream_ops: streams, tryFSOperation } = FS.filesystems.NODEFS
      streams.fsync = ({ nfd, node }) => {
        tryFSOperation(() => (FS.isDir(node.mode) ? syncFolder(nfd) : this.#syncFile(nfd)))
        return 0
      }
    })
    return prepared
  }

  /** From now on everything is synced that PostgreSQL wants to be. */
  opened(): void {
    this.#syncedUntil = 0
  }

  // After an end without a proper close it wants every one of a thousand files synced, which takes seconds. Those that
  // were not written since the last checkpoint began were synced by that. Whoever opened the database syncs the rest
  // later: a clock may have been set back meanwhile.
  #syncFile(fd: number): void {
    if (this.#syncedUntil > 0 && fstatSync(fd).mtimeMs < this.#syncedUntil - SLACK_MS) return
    fdatasyncSync(fd)
  }
}

/** What is used of Emscripten's file system, which has no types for it. */
interface EngineFiles {
  isDir(mode: number): boolean
  filesystems: {
    NODEFS: {
      stream_ops: { fsync?: (stream: { nfd: number; node: { mode: number } }) => number }
      /** Translates the failures of Node's calls into those PostgreSQL knows. */
      tryFSOperation(operation: () => void): void
    }
  }
}

// Windows and some network drives cannot do it; PostgreSQL does without it there, too.
function syncFolder(fd: number): void {
  try {
    fsyncSync(fd)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code !== 'string' || !['EPERM', 'EACCES', 'EINVAL', 'EBADF', 'ENOTSUP'].includes(code)) throw error
  }
}
