// The stores Mastra ships, opened so that nothing in them can change: a file is copied and the copy read, PostgreSQL is told
// that every transaction only reads, and no store makes or alters its tables.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Obstacle } from '../bootstrap/project.mjs'
import { copyStill } from './still-copy.mjs'

/**
 * @param {string} url `file:…`, `libsql://…` or `postgres://…`
 * @param {string} [vectorsUrl] where its vectors are, if somewhere else
 * @returns {Promise<{ source: object, close(): Promise<void> }>} what `importMastra` reads
 */
export async function openSource(url, vectorsUrl = url) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-import-'))
  const opened = []
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // However the process ends, short of being killed: what is in there is private.
  process.once('exit', remove)
  async function close() {
    try {
      for (const end of opened) await end()
    } finally {
      remove()
      process.off('exit', remove)
    }
  }
  try {
    const from = readable(url, join(folder, 'storage'))
    const vectorsFrom = vectorsUrl === url ? from : readable(vectorsUrl, join(folder, 'vectors'))
    const store = await openStorage(from)
    opened.push(() => store.close?.())
    const vectors = await openVectors(vectorsFrom)
    opened.push(() => vectors.disconnect?.())
    return { source: { memory: await store.getStore('memory'), vectors }, close }
  } catch (error) {
    await close()
    throw error
  }
}

function readable(url, folder) {
  if (!url.startsWith('file:')) return url
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length)
  if (!existsSync(path)) throw new Obstacle(`There is no ${path}.`)
  mkdirSync(folder)
  const copy = join(folder, basename(path))
  copyStill(path, copy)
  return `file:${copy}`
}

async function openStorage(url) {
  if (isPostgres(url)) {
    const { PostgresStore } = await import('@mastra/pg')
    return new PostgresStore({ id: 'source', connectionString: readOnly(url), disableInit: true })
  }
  const { LibSQLStore } = await import('@mastra/libsql')
  return new LibSQLStore({ id: 'source', url, ...token(), disableInit: true })
}

async function openVectors(url) {
  if (isPostgres(url)) {
    const { PgVector } = await import('@mastra/pg')
    return new PgVector({ id: 'vectors', connectionString: readOnly(url), disableInit: true })
  }
  const { LibSQLVector } = await import('@mastra/libsql')
  return new LibSQLVector({ id: 'vectors', url, ...token(), disableInit: true })
}

const isPostgres = (url) => /^postgres(ql)?:/.test(url)

const token = () => (process.env.LIBSQL_AUTH_TOKEN ? { authToken: process.env.LIBSQL_AUTH_TOKEN } : {})

function readOnly(url) {
  const address = new URL(url)
  const options = [address.searchParams.get('options'), '-c default_transaction_read_only=on'].filter(Boolean)
  address.searchParams.set('options', options.join(' '))
  return address.href
}
