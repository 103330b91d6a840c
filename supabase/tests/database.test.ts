// Runs the pgTAP files on both engines. Each is one transaction that is rolled back, as `supabase test db` does.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine } from './support/engines'

const folder = join(import.meta.dirname, 'database')
const testFiles = readdirSync(folder).filter((name) => name.endsWith('.test.sql'))

describe.each(engines)('%s', (name) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine(name, { pgtap: true })
  })
  afterAll(() => engine.close())

  test.each(testFiles)('every assertion of %s holds', async (file) => {
    const results = await engine.run(readFileSync(join(folder, file), 'utf8'))
    const lines = results
      .flatMap((rows) => rows.flatMap((row) => Object.values(row)))
      .filter((value): value is string => typeof value === 'string' && /^(ok|not ok|#|1\.\.)/.test(value))
    const planned = Number(/^1\.\.(\d+)/.exec(lines[0] ?? '')?.[1])
    // What fails is shown with pgTAP's own diagnostics.
    expect(lines.filter((line) => /^(not ok|#)/.test(line)).join('\n')).toBe('')
    expect(lines.filter((line) => line.startsWith('ok'))).toHaveLength(planned)
  })
})
