// Where tests put what they throw away.
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const GiB = 1024 ** 3
const inMemory = '/dev/shm'

/**
 * Calls `work` with a new folder, which is removed afterwards. It lies in memory where Linux has plenty of it: a test of
 * the database on a disk waits for that disk half of its time, and what tests have written is nobody's to keep.
 * @template Result
 * @param {(folder: string) => Promise<Result>} work
 */
export async function withScratch(work) {
  const folder = await mkdtemp(join((await isRoomy(inMemory)) ? inMemory : tmpdir(), 'kith-test-'))
  try {
    // Servers that tests start as another user go through it.
    await chmod(folder, 0o755)
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function isRoomy(path) {
  if (process.platform !== 'linux' || freemem() < 8 * GiB) return false
  const { bavail, bsize } = await statfs(path).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize > 4 * GiB
}
