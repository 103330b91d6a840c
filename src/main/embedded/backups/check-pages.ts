// Whether the pages of a copied database are what PostgreSQL wrote: it puts a checksum into each. A backup of a damaged
// database must not pass for a good one, and nobody else ever reads all of it.
import { open, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

const PAGE = 8192
const PAGES_IN_SEGMENT = 131_072
const PAGES_AT_ONCE = 32

/** The files of a data directory that hold a damaged page, as paths inside it. Its checksums must be switched on. */
export async function damagedFilesIn(dataDir: string, signal: AbortSignal): Promise<string[]> {
  const damaged: string[] = []
  for (const folder of ['global', 'base']) {
    const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true })
    for (const entry of entries) {
      const [, segment] = pagedFile.exec(entry.name) ?? []
      if (!entry.isFile() || !pagedFile.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      if (!(await isIntact(path, Number(segment ?? 0) * PAGES_IN_SEGMENT, signal))) {
        damaged.push(relative(dataDir, path).split(sep).join('/'))
      }
    }
  }
  return damaged
}

// Tables, indexes and what belongs to them: 1259, 1259_fsm, 16384.1. Nothing else in there is made of pages.
const pagedFile = /^\d+(?:_(?:fsm|vm|init))?(?:\.(\d+))?$/

async function isIntact(path: string, firstPage: number, signal: AbortSignal): Promise<boolean> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(PAGE * PAGES_AT_ONCE)
    for (let page = firstPage; ; page += PAGES_AT_ONCE) {
      signal.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      for (let at = 0; at < bytesRead; at += PAGE) {
        if (at + PAGE > bytesRead || !isPageIntact(buffer.subarray(at, at + PAGE), page + at / PAGE)) return false
      }
      if (bytesRead < buffer.length) return true
    }
  } finally {
    await file.close()
  }
}

/** @param number of the page in its table, from 0 */
export function isPageIntact(page: Buffer, number: number): boolean {
  // One that was made and never used is empty and has no checksum.
  if (page.readUInt16LE(UPPER) === 0) return page.every((byte) => byte === 0)
  return page.readUInt16LE(CHECKSUM) === pageChecksum(page, number)
}

const CHECKSUM = 8
const UPPER = 14
const LANES = 32
const PRIME = 16_777_619
// prettier-ignore
const OFFSETS = new Int32Array([
  0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c,
  0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb,
  0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4,
  0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756,
])

// As in PostgreSQL's checksum_impl.h: 32 lanes of a changed FNV-1a, over the page with its own checksum as zero.
function pageChecksum(page: Buffer, number: number): number {
  const words = new Int32Array(PAGE / 4)
  for (let index = 0; index < words.length; index++) words[index] = page.readInt32LE(index * 4)
  const own = CHECKSUM / 4
  words[own] = (words[own] ?? 0) & 0xffff0000
  const sums = OFFSETS.slice()
  for (let index = 0; index < words.length; index++) mix(sums, index % LANES, words[index] ?? 0)
  let sum = number
  for (let lane = 0; lane < LANES; lane++) {
    mix(sums, lane, 0)
    mix(sums, lane, 0)
    sum ^= sums[lane] ?? 0
  }
  return ((sum >>> 0) % 65_535) + 1
}

function mix(sums: Int32Array, lane: number, word: number): void {
  const mixed = (sums[lane] ?? 0) ^ word
  sums[lane] = Math.imul(mixed, PRIME) ^ (mixed >>> 17)
}
