// The stores Mastra ships, opened so that nothing in them can change: a file is copied and the copy read, PostgreSQL is told
// that every transaction only reads, and no store makes or alters its tables.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Obstacle } from '../bootstrap/project.mjs'

/**
 * @param {string} url `file:…`, `libsql://…` or `postgres://…`
 * @param {string} [vectorsUrl] where its vectors are, if somewhere else
 * @returns {Promise<{ source: object, close(): Promise<void> }>} what `importMastra` reads
 */
export async function openSource(url, vectorsUrl = url) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-import-'))
  const store = await openStorage(readable(url, folder))
  const vectors = await openVectors(readable(vectorsUrl, folder))
  return {
    source: { memory: await store.getStore('memory'), vectors },
    async close() {
      await store.close?.()
      await vectors.disconnect?.()
      rmSync(folder, { recursive: true })
    },
  }
}

/** SQLite writes into its files when it only reads, so they are copied, with what it has not put away yet. */
function readable(url, folder) {
  if (!url.startsWith('file:')) return url
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length)
  if (!existsSync(path)) throw new Obstacle(`There is no ${path}.`)
  const copy = join(folder, basename(path))
  for (const ending of ['', '-wal']) if (existsSync(path + ending)) copyFileSync(path + ending, copy + ending)
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
