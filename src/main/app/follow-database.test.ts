import { expect, test } from 'vitest'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import { followDatabase } from './follow-database'

test('a run goes on in the next database, once that has confirmed its bounds', async () => {
  const said: string[] = []
  const openNamed = (name: string, forRun?: () => Promise<Call>) => ({
    call: (async () => [name]) as unknown as Call,
    forRun:
      forRun ??
      (async ({ personaId }: { personaId: string | null }) => {
        said.push(`${name} keeps a run to ${personaId}`)
        return (async () => [`${name}, narrowed`]) as unknown as Call
      }),
  })
  const refusing = openNamed('refusing', async () => {
    throw new KithError('DATABASE_FAILED', { reason: 'no' })
  })

  let database: ReturnType<typeof openNamed> | null = openNamed('first')
  const { call, forRun } = followDatabase(() => {
    if (!database) throw new KithError('DATABASE_FAILED', { reason: 'It is not open.' })
    return database
  })
  const ofRun = await forRun({ personaId: 'coach' })
  expect([await call('ai_whoami', {}), await ofRun('ai_whoami', {})]).toEqual([['first'], ['first, narrowed']])

  database = null
  await expect(call('ai_whoami', {})).rejects.toMatchObject({ data: { reason: 'It is not open.' } })
  await expect(ofRun('ai_whoami', {})).rejects.toMatchObject({ data: { reason: 'It is not open.' } })
  await expect(forRun({ personaId: null })).rejects.toMatchObject({ code: 'DATABASE_FAILED' })

  database = refusing
  await expect(ofRun('ai_whoami', {})).rejects.toMatchObject({ data: { reason: 'no' } })

  database = openNamed('next')
  expect(await ofRun('ai_whoami', {})).toEqual(['next, narrowed'])
  expect(await ofRun('ai_whoami', {})).toEqual(['next, narrowed'])
  expect(said).toEqual(['first keeps a run to coach', 'next keeps a run to coach'])
})

test('the confirmation of the next database ends with the request that waits for it', async () => {
  const opened = (waits: boolean) => ({
    call: (async () => []) as unknown as Call,
    async forRun(_run: { personaId: string | null }, { signal }: { signal?: AbortSignal } = {}): Promise<Call> {
      if (waits) await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      return (async () => ['narrowed']) as unknown as Call
    },
  })
  let database = opened(false)
  const ofRun = await followDatabase(() => database).forRun({ personaId: null })
  database = opened(true)
  const reason = new Error('too late')
  const stopping = new AbortController()
  const asked = ofRun('ai_whoami', {}, { signal: stopping.signal })
  await new Promise(setImmediate)
  stopping.abort(reason)
  await expect(asked).rejects.toBe(reason)
})

test('a call that waits for a database ends with its signal', async () => {
  const { call } = followDatabase(() => new Promise<never>(() => {}))
  const reason = new Error('enough')
  const stopping = new AbortController()
  const asked = call('ai_whoami', {}, { signal: stopping.signal })
  stopping.abort(reason)
  await expect(asked).rejects.toBe(reason)
  await expect(call('ai_whoami', {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test('a call waits for a database that is being opened', async () => {
  const opening = Promise.withResolvers<{ call: Call; forRun: () => Promise<Call> }>()
  const { call, forRun } = followDatabase(() => opening.promise)
  const early = [call('ai_whoami', {}), forRun({ personaId: null }).then((ofRun) => ofRun('ai_whoami', {}))]
  const answering = (async () => ['opened']) as unknown as Call
  opening.resolve({ call: answering, forRun: async () => answering })
  expect(await Promise.all(early)).toEqual([['opened'], ['opened']])
})
