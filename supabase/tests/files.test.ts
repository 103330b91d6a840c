// Files over the wire: any bytes, in parts that come in any order and at the same time.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine, Person } from './support/engines'

const PART = 262_144

describe.each(engines)('on %s', (name) => {
  let engine: Engine
  let ana: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
    await ana.call('ai_whoami', {})
  })
  afterAll(() => engine.close())

  test('any bytes come back as they were, however they arrived', async () => {
    const bytes = randomBytes(3 * PART + 77_777)
    const file = await announce(bytes)
    await Promise.all((file.missing_chunks ?? []).toReversed().map((n) => send(file.file_id, n, bytes)))
    expect(await ana.call('ai_finish_file', { file_id: file.file_id })).toMatchObject([
      { file_id: file.file_id, size: bytes.length, complete: true, missing_chunks: [] },
    ])
    expect((await read(file.file_id)).equals(bytes)).toBe(true)
    expect(await announce(bytes)).toMatchObject({ file_id: file.file_id, complete: true })
  })

  test('two windows that send the same file at once make one', async () => {
    const bytes = randomBytes(PART + 1)
    const files = await Promise.all([announce(bytes), announce(bytes), announce(bytes)])
    expect(new Set(files.map(({ file_id }) => file_id)).size).toBe(1)
    const id = files[0]?.file_id ?? ''
    await Promise.all([0, 1, 0, 1].map((n) => send(id, n, bytes)))
    const ends = await Promise.all([1, 2].map(() => ana.call('ai_finish_file', { file_id: id })))
    expect(ends.flat().map(({ complete }) => complete)).toEqual([true, true])
  })

  test('a part that arrives while the whole is being checked does not get into it', async () => {
    const bytes = randomBytes(PART + 1)
    const file = await announce(bytes)
    await Promise.all([0, 1].map((n) => send(file.file_id, n, bytes)))
    let late: Promise<boolean> | undefined
    await ana.transaction(async (sql) => {
      await sql('select * from public.ai_finish_file($1)', [file.file_id])
      late = send(file.file_id, 0, randomBytes(PART))
      await new Promise((resolve) => setTimeout(resolve, 100))
    })
    expect(await late).toBe(false)
    expect((await read(file.file_id)).equals(bytes)).toBe(true)
  })

  async function announce(bytes: Buffer) {
    const [file] = await ana.call('ai_start_file', {
      file_id: randomUUID(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      media_type: 'application/octet-stream',
      size: bytes.length,
    })
    if (!file) throw new Error('no file')
    return { ...file, file_id: file.file_id ?? '' }
  }

  function send(fileId: string, n: number, bytes: Buffer) {
    const part = bytes.subarray(n * PART, (n + 1) * PART)
    return ana.call('ai_save_file_chunk', { file_id: fileId, n, bytes: part.toString('base64') })
  }

  async function read(fileId: string): Promise<Buffer> {
    const parts: Buffer[] = []
    for (;;) {
      const [part] = await ana.call('ai_read_file_chunk', { file_id: fileId, n: parts.length })
      if (!part) return Buffer.concat(parts)
      parts.push(Buffer.from(part.bytes ?? '', 'base64'))
    }
  }
})
