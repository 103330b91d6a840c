// Looks for texts in everything a folder holds, however they are written down: in databases, in packed backups, as UTF-16
// or Base64. What a database has compressed is not seen here; ask the database itself for that.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** @returns one line for each text and file, such as `key in settings.json` */
export function findInFolder(folder: string, texts: Record<string, string | RegExp>): string[] {
  return filesIn(folder).flatMap((path) => {
    const bytes = unpacked(readFileSync(path))
    return Object.entries(texts)
      .filter(([, text]) => isIn(bytes, text))
      .map(([name]) => `${name} in ${relative(folder, path)}`)
  })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
}

function unpacked(bytes: Buffer): Buffer {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  return isPacked ? gunzipSync(bytes) : bytes
}

function isIn(bytes: Buffer, text: string | RegExp): boolean {
  if (text instanceof RegExp) return text.test(bytes.toString('latin1'))
  return waysToWrite(text).some((written) => bytes.includes(written))
}

function waysToWrite(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  // In the middle of a longer text, Base64 begins at any of three places; its edges depend on the neighbours.
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return Buffer.from(encoded.slice(shift === 0 ? 0 : shift + 1, -2))
  })
  return [bytes, Buffer.from(text, 'utf16le'), ...base64]
}
