// A folder as one compressed file, and back. Streaming: a database can be larger than memory.
import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { create, extract } from 'tar'

// Vectors hardly get smaller, text does so at once: harder work would cost three times as long for a tenth.
const LEVEL = 3

/** Packs what is in a folder and hands the file to the disk. */
export async function packFolder(
  folder: string,
  file: string,
  signal: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  // Not compressed by `tar` itself, which would hold this thread, and with it the database.
  const packed = create({ cwd: folder, portable: true }, ['.'])
  await pipeline(
    packed,
    createGzip({ level: LEVEL }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(file, { mode: 0o600 }),
    { signal },
  )
  const written = await open(file, 'r+')
  try {
    await written.sync()
  } finally {
    await written.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Unpacks into a folder, which is made. @returns the SHA-256 of the packed file; throws when it is damaged */
export async function unpackFolder(file: string, folder: string): Promise<string> {
  await mkdir(folder, { mode: 0o700 })
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hashed(hash), createGunzip(), extract({ cwd: folder, strict: true }))
  return hash.digest('hex')
}

function hashed(hash: Hash) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
}
