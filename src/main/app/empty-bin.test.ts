import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '../database/call'
import { openRealDatabase } from '../store/testing/real-database'
import type { RealDatabase } from '../store/testing/real-database'
import { startEmptyingBin } from './empty-bin'

let database: RealDatabase
beforeAll(async () => {
  database = await openRealDatabase()
})
afterAll(() => database.close())

const pace = { first: 0, between: 0, every: 3_600_000, again: 3_600_000, part: 2 }
const nothing = { thread_count: 0, message_count: 0, memory_count: 0, file_count: 0 }

/** A database that has so many parts to remove. */
function binOf(parts: number) {
  const asked: unknown[] = []
  const call = (async (_name: string, args: unknown) => {
    asked.push(args)
    return [asked.length > parts ? nothing : { ...nothing, message_count: 2 }]
  }) as unknown as Call
  return { call, asked }
}

const soon = async (isSo: () => boolean) => {
  for (let attempt = 0; attempt < 500 && !isSo(); attempt += 1) await wait(5)
  expect(isSo()).toBe(true)
}

test('what was deleted just now stays, and can be restored', async () => {
  const threadId = crypto.randomUUID()
  await database.call('ai_save_thread', { thread_id: threadId, title: 'Knee' })
  await database.call('ai_delete_thread', { thread_id: threadId })
  let answers = 0
  const call = (async (...request: Parameters<Call>) => {
    const answer = await database.call(...request)
    answers += 1
    return answer
  }) as Call
  const stop = startEmptyingBin({ call, untilIdle: async () => {}, canStore: () => true, log: unexpected, pace })
  await soon(() => answers > 0)
  await stop()
  await database.call('ai_restore_thread', { thread_id: threadId })
  expect(await database.call('ai_get_thread', { thread_id: threadId })).toMatchObject([{ title: 'Knee' }])
})

test('the bin is emptied part by part, until nothing is left, and then rests', async () => {
  const { call, asked } = binOf(3)
  const stop = startEmptyingBin({ call, untilIdle: async () => {}, canStore: () => true, log: unexpected, pace })
  await soon(() => asked.length === 4)
  await wait(20)
  expect(asked).toEqual(Array.from({ length: 4 }, () => ({ max_rows: 2 })))
  await stop()
})

test('not while something is being answered, and closing waits for no answer', async () => {
  const { call, asked } = binOf(3)
  const answered = Promise.withResolvers<void>()
  const untilIdle = () => (asked.length < 1 ? Promise.resolve() : answered.promise)
  const stop = startEmptyingBin({ call, untilIdle, canStore: () => true, log: unexpected, pace })
  await soon(() => asked.length === 1)
  await wait(20)
  expect(asked.length).toBe(1)
  await stop()
  expect(asked.length).toBe(1)
})

test('nothing is removed from a database that can only be read', async () => {
  const { call, asked } = binOf(3)
  const stop = startEmptyingBin({ call, untilIdle: async () => {}, canStore: () => false, log: unexpected, pace })
  await wait(20)
  await stop()
  expect(asked).toEqual([])
})

test('a failure is logged and tried again', async () => {
  const logged: unknown[] = []
  let attempts = 0
  const call = (async () => {
    attempts += 1
    if (attempts === 1) throw new Error('gone')
    return [nothing]
  }) as unknown as Call
  const log = (_event: string, error: unknown) => void logged.push(error)
  const hasty = { ...pace, again: 0 }
  const stop = startEmptyingBin({ call, untilIdle: async () => {}, canStore: () => true, log, pace: hasty })
  await soon(() => attempts === 2)
  await stop()
  expect(logged).toEqual([new Error('gone')])
})

function unexpected(event: string, error: unknown): void {
  throw new Error(event, { cause: error })
}
