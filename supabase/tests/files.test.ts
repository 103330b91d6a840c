// Files over the wire: any bytes, in parts that come in any order and at the same time; and where threads take them.
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

  test('a thread takes its files along, and has them when the persona it was with is forgotten', async () => {
    const [coach, researcher] = [await makePersona(), await makePersona()]
    const bytes = { own: randomBytes(PART + 77_777), shared: randomBytes(PART), known: randomBytes(7) }
    const own = await keep(bytes.own, coach)
    const shared = await keep(bytes.shared, coach)
    const known = await keep(bytes.known, coach)
    const theirs = await keep(bytes.known, researcher)
    const moved = await makeThread(coach, [own, shared, known])
    const left = await makeThread(coach, [shared])

    await ana.call('ai_move_thread', { thread_id: moved, persona_id: researcher })
    const [withCoach, withResearcher] = [coach, researcher].map((id) => ana.withHeaders({ 'x-kith-persona': id }))
    if (!withCoach || !withResearcher) throw new Error('nobody')
    const shown = await filesOf(withResearcher, moved)
    expect([shown[0], shown[2]]).toEqual([own, theirs])
    expect(await readAll(withResearcher, shown)).toEqual([bytes.own, bytes.shared, bytes.known])
    expect(await filesOf(withCoach, left)).toEqual([shared])
    expect(await readAll(withCoach, [shared])).toEqual([bytes.shared])
    for (const [who, id] of [
      [withCoach, own],
      [withResearcher, shared],
    ] as const) {
      await expect(read(id, who)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }

    const [preview] = await ana.call('ai_forget_preview', { persona_id: coach })
    await ana.call('ai_forget', { token: preview?.token ?? '' })
    expect(await readAll(withResearcher, await filesOf(withResearcher, moved))).toEqual(Object.values(bytes))
    await expect(read(shared)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a copy for another persona has files of its own', async () => {
    const [coach, researcher] = [await makePersona(), await makePersona()]
    const bytes = randomBytes(PART + 1)
    const thread = await makeThread(coach, [await keep(bytes, coach)])
    const copy = randomUUID()
    await ana.call('ai_copy_thread', { thread_id: thread, new_thread_id: copy, persona_id: researcher })
    const withResearcher = ana.withHeaders({ 'x-kith-persona': researcher })
    const [preview] = await ana.call('ai_forget_preview', { persona_id: coach })
    await ana.call('ai_forget', { token: preview?.token ?? '' })
    expect(await readAll(withResearcher, await filesOf(withResearcher, copy))).toEqual([bytes])
  })

  test('threads that show the same file and leave at once all have it', async () => {
    const personas = await Promise.all([1, 2, 3, 4].map(makePersona))
    const home = personas[0] ?? ''
    const bytes = randomBytes(1_000)
    const file = await keep(bytes, home)
    const threads = await Promise.all(personas.map(() => makeThread(home, [file])))
    await Promise.all(
      threads.map((id, index) =>
        ana.call('ai_move_thread', { thread_id: id, persona_id: personas[Math.max(index, 1)] ?? '' }),
      ),
    )
    for (const [index, id] of threads.entries()) {
      const who = ana.withHeaders({ 'x-kith-persona': personas[Math.max(index, 1)] ?? '' })
      expect(await readAll(who, await filesOf(who, id))).toEqual([bytes])
    }
    // Four vaults, three of them with a thread: no more is kept than is shown.
    expect(await ana.sql('select persona_id from public.ai_files where size = 1000')).toHaveLength(3)
  })

  async function makePersona() {
    const id = randomUUID()
    await ana.call('ai_save_persona', { id, name: 'Somebody' })
    return id
  }

  async function keep(bytes: Buffer, personaId: string) {
    const file = await announce(bytes, personaId)
    await Promise.all((file.missing_chunks ?? []).map((n) => send(file.file_id, n, bytes)))
    await ana.call('ai_finish_file', { file_id: file.file_id })
    return file.file_id
  }

  /** A thread with a message for every file. */
  async function makeThread(personaId: string, files: string[]) {
    const id = randomUUID()
    await ana.call('ai_save_thread', { thread_id: id, persona_id: personaId })
    const messages = files.map((file) => ({
      message_id: randomUUID(),
      thread_id: id,
      role: 'user',
      content: { format: 2, parts: [{ type: 'file', mimeType: 'image/png', data: `kith-file:${file}` }] },
    }))
    await ana.call('ai_save_messages', { messages })
    return id
  }

  async function filesOf(who: Person, threadId: string) {
    const path = await who.call('ai_list_path', { thread_id: threadId })
    return path.map(({ content }) => /kith-file:([0-9a-f-]+)/.exec(JSON.stringify(content))?.[1] ?? '')
  }

  function readAll(who: Person, files: string[]) {
    return Promise.all(files.map((id) => read(id, who)))
  }

  async function announce(bytes: Buffer, personaId?: string) {
    const [file] = await ana.call('ai_start_file', {
      file_id: randomUUID(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      media_type: 'application/octet-stream',
      size: bytes.length,
      ...(personaId && { persona_id: personaId }),
    })
    if (!file) throw new Error('no file')
    return { ...file, file_id: file.file_id ?? '' }
  }

  function send(fileId: string, n: number, bytes: Buffer) {
    const part = bytes.subarray(n * PART, (n + 1) * PART)
    return ana.call('ai_save_file_chunk', { file_id: fileId, n, bytes: part.toString('base64') })
  }

  async function read(fileId: string, who = ana): Promise<Buffer> {
    const parts: Buffer[] = []
    for (;;) {
      const [part] = await who.call('ai_read_file_chunk', { file_id: fileId, n: parts.length })
      if (!part) return Buffer.concat(parts)
      parts.push(Buffer.from(part.bytes ?? '', 'base64'))
    }
  }
})
