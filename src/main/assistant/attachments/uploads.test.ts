import { describe, expect, it } from 'vitest'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import { bytesOf, png } from './testing/sample-files'
import { createUploads } from './uploads'

/** As much of the database as an upload asks for. */
function database() {
  const calls: { name: string; args: Record<string, unknown> }[] = []
  const state = { failure: null as KithError | null }
  const call = (async (name: string, args: Record<string, unknown>, options?: { signal?: AbortSignal }) => {
    options?.signal?.throwIfAborted()
    if (state.failure) throw state.failure
    calls.push({ name, args })
    return name === 'ai_start_file'
      ? [{ file_id: args['file_id'], missing_chunks: [0], media_type: args['media_type'] }]
      : []
  }) as unknown as Call
  return { calls, state, uploads: createUploads(call) }
}

const of = (size: number, name = 'a.txt') => ({
  uploadId: crypto.randomUUID(),
  threadId: null,
  personaId: null,
  name,
  size,
})

describe('a file on its way', () => {
  it('is refused before anything of it is read, when it is too large or empty', async () => {
    const { uploads, calls } = database()
    await expect(uploads.begin(of(1_000_000_000))).rejects.toMatchObject({ data: { why: 'too-large' } })
    await expect(uploads.begin(of(0))).rejects.toMatchObject({ data: { why: 'empty' } })
    expect(calls).toEqual([])
  })

  it('is stored once however often a part or the end is sent', async () => {
    const { uploads, calls } = database()
    const file = of(5)
    await uploads.begin(file)
    for (let time = 0; time < 2; time++) uploads.part({ uploadId: file.uploadId, offset: 0, bytes: bytesOf('Hello') })
    const [one, other] = await Promise.all([uploads.finish(file.uploadId), uploads.finish(file.uploadId)])
    expect(one).toEqual(other)
    expect(await uploads.finish(file.uploadId)).toEqual(one)
    expect(calls.map(({ name }) => name)).toEqual(['ai_start_file', 'ai_save_file_chunk'])
    expect(calls[0]?.args).toMatchObject({ name: 'a.txt', media_type: 'text/plain', size: 5 })
  })

  it('of which a part is missing is not stored', async () => {
    const { uploads, calls } = database()
    const file = of(10)
    await uploads.begin(file)
    uploads.part({ uploadId: file.uploadId, offset: 0, bytes: bytesOf('Hello') })
    await expect(uploads.finish(file.uploadId)).rejects.toMatchObject({ code: 'INVALID' })
    expect(calls).toEqual([])
    uploads.part({ uploadId: file.uploadId, offset: 5, bytes: bytesOf('World') })
    await expect(uploads.finish(file.uploadId)).resolves.toMatchObject({ size: 10 })
  })

  it('cannot be longer than it was announced', async () => {
    const { uploads } = database()
    const file = of(3)
    await uploads.begin(file)
    expect(() => uploads.part({ uploadId: file.uploadId, offset: 1, bytes: bytesOf('Hello') })).toThrow(KithError)
  })

  it('that is not wanted any more is nobody’s; what comes of it later is refused', async () => {
    const { uploads, calls } = database()
    const file = of(5)
    await uploads.begin(file)
    uploads.abort(file.uploadId)
    uploads.abort(file.uploadId)
    expect(() => uploads.part({ uploadId: file.uploadId, offset: 0, bytes: bytesOf('Hello') })).toThrow(KithError)
    await expect(uploads.finish(file.uploadId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(calls).toEqual([])
  })

  it('meets a full disk, and can be finished when there is room', async () => {
    const { uploads, state } = database()
    const image = png()
    const file = of(image.length, 'a.png')
    await uploads.begin(file)
    uploads.part({ uploadId: file.uploadId, offset: 0, bytes: image })
    state.failure = new KithError('DISK_FULL', { folder: '/data' })
    await expect(uploads.finish(file.uploadId)).rejects.toMatchObject({ code: 'DISK_FULL' })
    state.failure = null
    await expect(uploads.finish(file.uploadId)).resolves.toMatchObject({ mediaType: 'image/png' })
  })

  it('is one of few: memory has an end', async () => {
    const { uploads } = database()
    for (let count = 0; count < 20; count++) await uploads.begin(of(1))
    await expect(uploads.begin(of(1))).rejects.toMatchObject({ code: 'INVALID' })
  })
})
