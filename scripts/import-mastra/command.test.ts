// The command as somebody types it, on a data folder of its own.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LibSQLStore } from '@mastra/libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string
let data: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-command-'))
  data = join(folder, 'data')
  const store = new LibSQLStore({ id: 'source', url: `file:${join(folder, 'mastra.db')}` })
  await store.init()
  const memory = await store.getStore('memory')
  const at = new Date('2025-03-01T10:00:00.123Z')
  for (const [id, resourceId] of [
    ['one', 'anna'],
    ['two', 'bob'],
  ] as const) {
    await memory?.saveThread({ thread: { id, resourceId, title: id, createdAt: at, updatedAt: at } })
  }
  await store.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

async function command(...more: string[]): Promise<string> {
  const script = join(import.meta.dirname, '../import-mastra.mjs')
  const args = [script, '--from', `file:${join(folder, 'mastra.db')}`, '--data', data, ...more]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, TMPDIR: folder } })
  return stdout
}

/** Names, sizes and times of all files, those of the lock left out. */
function state(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.includes('owner.'))
    .map((name) => {
      const { size, mtimeMs, mode } = statSync(join(path, name))
      return `${name} ${size} ${mode} ${name === 'database' ? '' : mtimeMs}`
    })
    .toSorted()
}

test(
  'a dry run makes nothing, changes nothing that is there, and knows what is there',
  { timeout: 90_000 },
  async () => {
    expect(await command('--dry-run')).toContain('threads    2 found, 2 would be imported, 0 there already')
    expect(existsSync(data)).toBe(false)
    await command()
    const before = state(data)
    expect(await command('--dry-run')).toContain('threads    2 found, 0 would be imported, 2 there already')
    expect(state(data)).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.startsWith('kith-'))).toEqual([])
  },
)
