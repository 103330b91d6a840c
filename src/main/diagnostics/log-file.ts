// Lines in a file that begins anew when it is full. A library for this (pino with a transport that rotates) would bring a
// thread of its own, which one bundle cannot hold, and lose what the thread had not written when Kith crashes; here every line
// is with the system before anything goes on. There are few of them.
import { appendFileSync, closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface LogFile {
  folder: string
  /** Never throws. What cannot be written is kept in memory, the last of it. */
  write(line: string): void
  /** All lines, the oldest first, with those that could not be written. */
  lines(): Promise<string[]>
  /** In bytes. */
  size(): number
  /** Removes the files. Throws what the system says when it cannot. */
  clear(): void
}

export interface LogFileOptions {
  /** Made when the first line is written, if what holds it is there. */
  folder: string
  /** Told once of what keeps it from writing. */
  onTrouble(error: unknown): void
  /** Of one file, in bytes, and how many there are at most. */
  maxBytes?: number
  files?: number
  /** Milliseconds; for tests, as is `append`. */
  now?: () => number
  append?: (path: string, text: string) => void
}

/** A folder that could not be written to is left alone for so long. */
const RETRY_MS = 60_000
const UNWRITTEN = 200

export function openLogFile(options: LogFileOptions): LogFile {
  const { folder, onTrouble, maxBytes = 1_000_000, files = 5, now = Date.now, append = appendForOwner } = options
  const pathOf = (place: number) => join(folder, place === 0 ? 'kith.log' : `kith.${place}.log`)
  const places = Array.from({ length: files }, (_, place) => place)
  let unwritten: string[] = []
  let silentUntil = -Infinity
  let hasTold = false
  let isFirst = true

  function writeNow(line: string): void {
    const text = `${line}\n`
    const size = sizeOf(pathOf(0))
    if (size > 0 && size + Buffer.byteLength(text) > maxBytes) rotate()
    if (isFirst) {
      // Not its parents: a data folder that is gone is not made again to say so.
      if (size === 0) makeFolder(folder)
      // What a crash has left half written stays a line of its own.
      else if (!endsWithNewline(pathOf(0), size)) append(pathOf(0), '\n')
    }
    append(pathOf(0), text)
    isFirst = false
  }

  function rotate(): void {
    for (const place of places.toReversed()) {
      if (sizeOf(pathOf(place)) === 0) continue
      if (place === files - 1) rmSync(pathOf(place))
      else renameSync(pathOf(place), pathOf(place + 1))
    }
  }

  return {
    folder,
    write(line) {
      if (now() < silentUntil) return void (unwritten = [...unwritten, line].slice(-UNWRITTEN))
      try {
        writeNow(line)
      } catch (error) {
        unwritten = [...unwritten, line].slice(-UNWRITTEN)
        silentUntil = now() + RETRY_MS
        isFirst = true
        if (!hasTold) onTrouble(error)
        hasTold = true
      }
    },
    async lines() {
      const texts = await Promise.all(
        places.toReversed().map((place) => readFile(pathOf(place), 'utf8').catch(() => '')),
      )
      return [...texts.flatMap((text) => text.split('\n')), ...unwritten].filter((line) => line !== '')
    },
    size: () => places.reduce((sum, place) => sum + sizeOf(pathOf(place)), 0),
    clear() {
      unwritten = []
      isFirst = true
      for (const place of places) rmSync(pathOf(place), { force: true })
    },
  }
}

function appendForOwner(path: string, text: string): void {
  appendFileSync(path, text, { mode: 0o600 })
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** Zero for one that is not there. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function endsWithNewline(path: string, size: number): boolean {
  const file = openSync(path, 'r')
  try {
    const last = Buffer.alloc(1)
    readSync(file, last, 0, 1, size - 1)
    return last.toString() === '\n'
  } finally {
    closeSync(file)
  }
}
