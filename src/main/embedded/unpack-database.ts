// A prepared database is a tar file, as PGlite's dumpDataDir writes it. Unpacked here and not by PGlite: twice as fast,
// and beside the final place, so that a start that was killed halfway leaves nothing that looks like a database.
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'

const BLOCK = 512

/**
 * Writes the files of a tar (as it is, by gzip or by zstd) into a folder, which is made. Throws when the file is damaged.
 * Holds the thread: a thousand small files are written several times faster that way, and nobody else is waiting yet.
 */
export function unpackDatabase(file: string, folder: string): void {
  const tar = unpacked(readFileSync(file))
  mkdirSync(folder, { mode: 0o700 })
  for (const entry of entries(tar)) {
    const path = join(folder, inside(entry.name))
    if (entry.isFolder) {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      continue
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, entry.bytes, { mode: 0o600 })
    // A start that follows a sudden end takes files for unsynced that are newer than the last checkpoint; these are
    // synced later, all of them, and must not be in its way.
    utimesSync(path, entry.writtenAt, entry.writtenAt)
  }
}

function unpacked(file: Buffer): Uint8Array {
  if (file[0] === 0x1f && file[1] === 0x8b) return gunzipSync(file)
  return file.length >= 4 && file.readUInt32LE() === ZSTD_MAGIC ? zstdDecompressSync(file) : file
}

/** RFC 8878, 3.1.1 */
const ZSTD_MAGIC = 0xfd2fb528

interface Entry {
  name: string
  isFolder: boolean
  /** Seconds since 1970. */
  writtenAt: number
  bytes: Uint8Array
}

function* entries(tar: Uint8Array): Generator<Entry> {
  let at = 0
  while (at + BLOCK <= tar.length && tar[at] !== 0) {
    const header = tar.subarray(at, at + BLOCK)
    const size = Number.parseInt(field(header, 124, 12), 8)
    const end = at + BLOCK + size
    if (!isIntact(header) || Number.isNaN(size) || end > tar.length) throw new Error('the prepared database is damaged')
    const prefix = field(header, 345, 155)
    const name = field(header, 0, 100)
    yield {
      name: prefix === '' ? name : `${prefix}/${name}`,
      isFolder: field(header, 156, 1) === '5',
      writtenAt: Number.parseInt(field(header, 136, 12), 8) || 0,
      bytes: tar.subarray(at + BLOCK, end),
    }
    at = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

function field(header: Uint8Array, start: number, length: number): string {
  const bytes = header.subarray(start, start + length)
  const end = bytes.indexOf(0)
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end)).trim()
}

// The checksum is the sum of the header's bytes with the checksum itself read as spaces.
function isIntact(header: Uint8Array): boolean {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
  return sum === Number.parseInt(field(header, 148, 8), 8)
}

function inside(name: string): string {
  const path = normalize(name).replace(/^[/\\]+/, '')
  if (path.split(sep).includes('..')) throw new Error(`the prepared database names a file outside itself: ${name}`)
  return path
}
