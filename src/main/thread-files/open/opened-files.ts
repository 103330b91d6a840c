// Files on their way to becoming a thread: sent by a page in parts, or named by the system. They are kept in memory until they
// are brought in or not wanted, and are forgotten when nobody comes back to them.
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { THREAD_FILE_LIMIT } from '../../../shared/domain/limits'
import { KithError } from '../../../shared/errors'
import { readInThread } from './read-in-thread'
import type { ReadFile, Reading } from './read-in-thread'
import { refused } from './read-thread-file'

const PATIENCE_MS = 20 * 60_000
/** At once, in memory: of more, the oldest goes. */
const MOST = 3

export interface OpenedFiles {
  /** Throws THREAD_FILE_REFUSED before anything is read. */
  begin(file: { fileId: string; name: string; size: number }): void
  /** Throws NOT_FOUND, INVALID. */
  part(part: { fileId: string; offset: number; bytes: Uint8Array }): void
  /** One of this computer. It is read when it is looked into. */
  ofPath(path: string): { fileId: string; name: string }
  /** Throws THREAD_FILE_REFUSED, NOT_FOUND. */
  read(fileId: string): Promise<ReadFile>
  drop(fileId: string): void
}

interface Opened {
  name: string
  timer: NodeJS.Timeout
  bytes(): Promise<Uint8Array> | Uint8Array
  take?: (offset: number, bytes: Uint8Array) => void
  read: Promise<ReadFile> | null
  reading: Reading | null
  isDropped: boolean
}

/** @param modulePath absolute path of the built reading-thread.ts */
export function createOpenedFiles(modulePath: string): OpenedFiles {
  const files = new Map<string, Opened>()

  function add(fileId: string, file: Pick<Opened, 'name' | 'bytes' | 'take'>): void {
    drop(fileId)
    for (const oldest of [...files.keys()].slice(0, Math.max(files.size - MOST + 1, 0))) drop(oldest)
    const timer = setTimeout(() => drop(fileId), PATIENCE_MS).unref()
    files.set(fileId, { ...file, timer, read: null, reading: null, isDropped: false })
  }

  function find(fileId: string): Opened {
    const file = files.get(fileId)
    if (!file) throw new KithError('NOT_FOUND', { kind: 'file' })
    file.timer.refresh()
    return file
  }

  function drop(fileId: string): void {
    const file = files.get(fileId)
    if (!file) return
    clearTimeout(file.timer)
    file.isDropped = true
    file.reading?.close()
    files.delete(fileId)
  }

  async function read(file: Opened): Promise<ReadFile> {
    const bytes = await file.bytes()
    if (file.isDropped) throw new KithError('NOT_FOUND', { kind: 'file' })
    file.reading = readInThread(modulePath, { bytes, name: file.name })
    return file.reading.read
  }

  return {
    begin({ fileId, name, size }) {
      if (size > THREAD_FILE_LIMIT) throw refused(name, 'too-large')
      add(fileId, { name, ...inParts(size) })
    },
    part({ fileId, offset, bytes }) {
      const file = find(fileId)
      if (file.read === null) file.take?.(offset, bytes)
    },
    ofPath(path) {
      const fileId = crypto.randomUUID()
      const name = basename(path)
      add(fileId, { name, bytes: () => bytesOf(path, name) })
      return { fileId, name }
    },
    async read(fileId) {
      const file = find(fileId)
      file.read ??= read(file)
      return file.read.catch((error: unknown) => {
        // One of this computer may have been put back where it was, a part may still arrive. What arrived stays what it is.
        if (!file.take || !file.reading) file.read = null
        throw error
      })
    },
    drop,
  }
}

function inParts(size: number): Pick<Opened, 'bytes' | 'take'> {
  const whole = new Uint8Array(size)
  const arrived = new Map<number, number>()
  return {
    take(offset, bytes) {
      if (offset + bytes.length > size) {
        throw new KithError('INVALID', { reason: 'This file is longer than it was announced.' })
      }
      whole.set(bytes, offset)
      arrived.set(offset, bytes.length)
    },
    bytes() {
      const length = [...arrived.values()].reduce((sum, part) => sum + part, 0)
      if (length !== size) throw new KithError('INVALID', { reason: 'A part of this file did not arrive.' })
      return whole
    },
  }
}

async function bytesOf(path: string, name: string): Promise<Uint8Array> {
  const { size, isFile } = await stat(path).then(
    (found) => ({ size: found.size, isFile: found.isFile() }),
    () => ({ size: 0, isFile: false }),
  )
  if (!isFile) throw refused(name, 'unreadable')
  if (size > THREAD_FILE_LIMIT) throw refused(name, 'too-large')
  return readFile(path).catch((cause: unknown) => {
    throw new KithError(
      'THREAD_FILE_REFUSED',
      refused(name, 'unreadable').data as { name: string; why: 'unreadable' },
      {
        cause,
      },
    )
  })
}
