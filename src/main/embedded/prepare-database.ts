// `node out/main/prepare-database.js <file>`: writes the database a first start begins with, with bootstrap and
// migrations, without accounts and keys. It may be of an older set of migrations than the app it ships with.
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { bootstrap } from './bootstrap'
import { migrate } from './migrate'
import { migrationFiles } from './migration-files'
import { startPglite } from './start-pglite'

const [target] = process.argv.slice(2)
if (!target) {
  process.stderr.write('Usage: node prepare-database.js <file>\n')
  process.exit(2)
}
await prepareDatabase(resolve(target))
process.exit(0)

async function prepareDatabase(path: string): Promise<void> {
  const db = await startPglite('memory://')
  await bootstrap(db)
  await migrate(db, migrationFiles)
  await db.exec('checkpoint')
  const dump = await db.dumpDataDir('none')
  await db.close()
  // Written beside and renamed: a half-written file would break every first start.
  const beside = `${path}.new`
  await mkdir(dirname(path), { recursive: true })
  const file = await open(beside, 'w')
  try {
    await file.writeFile(packed(await dump.arrayBuffer()))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
}

/** A quarter smaller than by gzip, and unpacked in half the time: a first start waits for it. */
function packed(tar: ArrayBuffer): Uint8Array {
  return zstdCompressSync(tar, { params: { [constants.ZSTD_c_compressionLevel]: 9 } })
}
