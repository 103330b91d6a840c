import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { removeOthers, keepCompiled } from './compile-cache'

const folder = mkdtempSync(join(tmpdir(), 'kith-compile-cache-'))
afterAll(() => rmSync(folder, { recursive: true }))

const entry = join(folder, 'entry.mjs')
writeFileSync(entry, 'export {}')

test('lies in a folder of its own for each build, which its owner alone can read', () => {
  const data = join(folder, 'data')
  const used = keepCompiled({ dataFolder: data, entry })
  expect(used).toMatch(/data[/\\]compile-cache[/\\][a-z0-9]+$/)
  expect(statSync(used ?? '').mode & 0o077).toBe(0)
  expect(statSync(data).mode & 0o077).toBe(0)
  expect(keepCompiled({ dataFolder: data, entry })).toBe(used)
})

test('what earlier builds have left is taken away, and nothing else', () => {
  const all = join(folder, 'several', 'compile-cache')
  for (const name of ['before', 'long-before', 'now']) mkdirSync(join(all, name), { recursive: true })
  writeFileSync(join(all, 'before', 'code'), 'old')
  removeOthers(all, 'now')
  expect(readdirSync(all)).toEqual(['now'])
  expect(existsSync(join(folder, 'several'))).toBe(true)
})

test('a folder that cannot be made is no reason not to start', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(keepCompiled({ dataFolder: join(folder, 'file'), entry })).toBeNull()
  expect(keepCompiled({ dataFolder: folder, entry: join(folder, 'nowhere.mjs') })).toBeNull()
})

test('Node fills it, and the next program takes from it', () => {
  const cache = join(folder, 'filled')
  const module = join(folder, 'long.mjs')
  writeFileSync(module, `export const all = [${'(x) => x + 1,'.repeat(5_000)}]`)
  const program = `import { enableCompileCache } from 'node:module'; enableCompileCache(${JSON.stringify(cache)}); await import(${JSON.stringify(module)})`
  const run = () =>
    spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' },
      encoding: 'utf8',
    })
  expect(run().status).toBe(0)
  expect(readdirSync(cache, { recursive: true }).length).toBeGreaterThan(1)
  expect(run().stderr).toMatch(/long\.mjs.*(?:success|accepted)/s)
})
