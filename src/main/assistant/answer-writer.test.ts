import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { MessageContent } from '../../shared/domain/message'
import { contentOfText, textOfContent } from '../../shared/domain/message'
import { KithError } from '../../shared/errors'
import { createFakeDatabase } from '../store/testing/fake-database'
import type { FakeDatabase } from '../store/testing/fake-database'
import { createAnswerWriter } from './answer-writer'
import type { AnswerWriter } from './answer-writer'

const runId = '11111111-1111-4111-8111-111111111111'
const answerId = '22222222-2222-4222-8222-222222222222'
let database: FakeDatabase
let writer: AnswerWriter
let logged: string[]

beforeEach(async () => {
  vi.useFakeTimers()
  await prepare()
})
afterEach(() => {
  vi.useRealTimers()
})

async function prepare(): Promise<void> {
  logged = []
  database = createFakeDatabase()
  await database.call('ai_start_run', {
    run_id: runId,
    thread_id: crypto.randomUUID(),
    message_id: crypto.randomUUID(),
    message_content: {},
    answer_id: answerId,
    answer_created_at: new Date().toISOString(),
    device: 'here',
    model: {},
  })
  writer = createAnswerWriter(database.call, runId, answerId, (event, reason) => logged.push(`${event}: ${reason}`))
}

const saves = () =>
  database.calls.filter(({ name }) => name === 'ai_save_answer').map(({ args }) => textIn(args['content']))
const textIn = (content: unknown) => textOfContent(content as MessageContent)
const row = () => database.messages().find((message) => message.message_id === answerId)
const stored = () => textIn(row()?.content)
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const complete = (text: string) => ({ status: 'complete' as const, content: contentOfText(text) })

describe('while an answer arrives', () => {
  test('stores the first text at once', async () => {
    writer.keep(contentOfText('Hel'), false)
    await pass(0)
    expect(stored()).toBe('Hel')
  })

  test('has every text on its way within a second of being shown, however it arrives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1_500), { minLength: 1, maxLength: 20 }), async (pauses) => {
        await prepare()
        const shown: { text: string; at: number }[] = []
        const seen: { text: string; at: number }[] = []
        const call = database.call
        writer = createAnswerWriter(
          ((name: 'ai_save_answer', args: { content: never; message_id: string }) => {
            seen.push({ text: textIn(args.content), at: Date.now() })
            return call(name, args)
          }) as typeof call,
          runId,
          answerId,
          () => {},
        )
        for (const [index, milliseconds] of pauses.entries()) {
          const text = 'x'.repeat(index + 1)
          shown.push({ text, at: Date.now() })
          writer.keep(contentOfText(text), false)
          await pass(milliseconds)
        }
        await pass(1_000)
        for (const { text, at } of shown) {
          expect(seen.some((write) => write.text.startsWith(text) && write.at >= at && write.at - at < 1_000)).toBe(
            true,
          )
        }
        expect(stored()).toBe(shown.at(-1)?.text)
        expect(seen.length).toBeLessThanOrEqual(2 + (Date.now() - (shown[0]?.at ?? 0)) / 750)
      }),
      { numRuns: 50 },
    )
  })

  test('stores at once when a part is whole', async () => {
    writer.keep(contentOfText('a'), false)
    await pass(10)
    writer.keep(contentOfText('ab'), true)
    await pass(0)
    expect(stored()).toBe('ab')
  })

  test('makes one call at a time, with what is newest by then', async () => {
    const release = database.hold('ai_save_answer')
    writer.keep(contentOfText('1'), true)
    await pass(0)
    for (const text of ['2', '3', '4']) {
      writer.keep(contentOfText(text), true)
      await pass(2_000)
    }
    expect(saves()).toEqual(['1'])
    release()
    await pass(0)
    expect(saves()).toEqual(['1', '4'])
  })

  test('loses nothing when the database fails once', async () => {
    database.fail('ai_save_answer', undefined, 1)
    writer.keep(contentOfText('a'), true)
    await pass(0)
    expect(stored()).toBe('')
    await pass(1_000)
    expect(stored()).toBe('a')
  })

  test('asks a failing database less and less often', async () => {
    database.fail('ai_save_answer')
    for (let index = 0; index < 600; index += 1) {
      writer.keep(contentOfText('x'.repeat(index)), true)
      await pass(100)
    }
    expect(saves().length).toBeLessThan(12)
  })

  test('does not write over an answer that somebody else ended', async () => {
    await database.call('ai_interrupt_runs', { device: 'here' })
    writer.keep(contentOfText('late'), true)
    await pass(0)
    writer.keep(contentOfText('later'), true)
    await pass(5_000)
    expect(saves()).toEqual(['late'])
    expect(stored()).toBe('')
  })
})

describe('at the end', () => {
  test('stores the whole after the write that is under way, and nothing after it', async () => {
    const release = database.hold('ai_save_answer')
    writer.keep(contentOfText('a'), true)
    await pass(0)
    const { told } = writer.finish(complete('abc'))
    writer.keep(contentOfText('abcd'), true)
    await pass(5_000)
    expect(row()?.status).toBe('streaming')
    release()
    expect(await told).toMatchObject({ row: { status: 'complete', content: contentOfText('abc') } })
    await pass(5_000)
    expect(stored()).toBe('abc')
    expect(saves()).toEqual(['a'])
  })

  test('stores how it ended, with tokens and reason', async () => {
    const failure = new KithError('STREAM_BROKEN', { provider: 'P' }).toFailure()
    await writer.finish({ ...complete('abc'), status: 'failed', usage: { inputTokens: 3 }, failure }).told
    expect(database.runs()).toMatchObject([{ status: 'failed', usage: { inputTokens: 3 }, failure }])
  })

  test('tries again until it works', async () => {
    database.fail('ai_finish_answer', undefined, 3)
    const { told, settled } = writer.finish(complete('abc'))
    await pass(4_000)
    expect(await told).toMatchObject({ row: { status: 'complete' } })
    expect(await settled).toMatchObject({ status: 'complete' })
  })

  test('says after some seconds that it could not be stored, and stores it when the database comes back', async () => {
    const mend = database.fail('ai_finish_answer')
    const { told, settled } = writer.finish(complete('abc'))
    await pass(4_000)
    expect(await told).toEqual({
      error: expect.objectContaining({ code: 'ANSWER_NOT_STORED', data: { reason: 'gone' } }),
    })
    await pass(120_000)
    mend()
    await pass(30_000)
    expect(await settled).toMatchObject({ status: 'complete' })
    expect(stored()).toBe('abc')
  })

  test('can be asked to try now, and says why it did not work', async () => {
    const mend = database.fail('ai_finish_answer')
    const { settled, tryNow } = writer.finish(complete('abc'))
    await pass(120_000)
    expect(await tryNow()).toMatchObject({ code: 'DATABASE_FAILED' })
    mend()
    expect(await tryNow()).toBeNull()
    expect(await settled).toMatchObject({ status: 'complete' })
    expect(await tryNow()).toBeNull()
  })

  test('can be given up', async () => {
    database.fail('ai_finish_answer')
    const { told, settled, giveUp } = writer.finish(complete('abc'))
    await pass(0)
    giveUp()
    expect(await settled).toBeNull()
    expect(await told).toMatchObject({ error: { code: 'ANSWER_NOT_STORED' } })
    const before = database.calls.length
    await pass(120_000)
    expect(database.calls.length).toBe(before)
  })

  test('keeps what the database took before when it refuses the whole, and frees the thread', async () => {
    writer.keep(contentOfText('abc'), true)
    await pass(0)
    database.fail('ai_finish_answer', new KithError('INVALID', { reason: 'too large' }), 1)
    const { told, settled } = writer.finish(complete('abcdef'))
    expect(await told).toMatchObject({ error: { code: 'ANSWER_NOT_STORED', data: { reason: 'too large' } } })
    // Null: what is stored is less than what is on screen and must not replace it.
    expect(await settled).toBeNull()
    expect(row()?.status).toBe('failed')
    expect(row()?.content).toMatchObject({
      parts: [
        { type: 'text', text: 'abc' },
        { type: 'error', error: { name: 'ANSWER_NOT_STORED' } },
      ],
    })
    expect(database.runs()).toMatchObject([{ status: 'failed' }])
  })

  const receipt = [{ kind: 'memory', used: true }]
  const refuse = (times: number, reason = 'too large') =>
    database.fail('ai_finish_answer', new KithError('INVALID', { reason }), times)
  const receiptsGiven = () =>
    database.calls.filter(({ name }) => name === 'ai_finish_answer').map(({ args }) => args['receipt'] !== undefined)

  test('stores the whole answer without its receipt when the database refuses that, and says so', async () => {
    refuse(1, 'invalid input syntax for type uuid: "my "dog" Max"')
    const { told, settled } = writer.finish({ ...complete('abc'), receipt })
    const content = {
      parts: [{ text: 'abc' }],
      metadata: { receiptRefused: 'invalid input syntax for type uuid: "…"' },
    }
    expect(await told).toMatchObject({ row: { status: 'complete', content } })
    expect(await settled).toMatchObject({ status: 'complete', content })
    expect(row()).toMatchObject({ status: 'complete', content })
    expect(receiptsGiven()).toEqual([true, false])
    expect(logged).toEqual([
      'a receipt was refused, its answer is stored without it: invalid input syntax for type uuid: "…"',
    ])
  })

  test('stores the receipt with what the database took before when it is the answer that is refused', async () => {
    writer.keep(contentOfText('abc'), true)
    await pass(0)
    refuse(2)
    const { told, settled } = writer.finish({ ...complete('abcdef'), receipt })
    expect(await told).toMatchObject({ error: { code: 'ANSWER_NOT_STORED', data: { reason: 'too large' } } })
    expect(await settled).toBeNull()
    expect(receiptsGiven()).toEqual([true, false, true])
    expect(row()).toMatchObject({ status: 'failed', content: { parts: [{ text: 'abc' }, { type: 'error' }] } })
    expect(row()?.content).not.toHaveProperty('metadata.receiptRefused')
    expect(logged).toEqual([])
  })

  test('frees the thread also when both are refused', async () => {
    refuse(3)
    const { settled } = writer.finish({ ...complete('abcdef'), receipt })
    expect(await settled).toBeNull()
    expect(receiptsGiven()).toEqual([true, false, true, false])
    expect(row()).toMatchObject({ status: 'failed', content: { metadata: { receiptRefused: 'too large' } } })
    expect(logged).toHaveLength(1)
  })

  test('gives the receipt again when the database only failed', async () => {
    database.fail('ai_finish_answer', undefined, 2)
    const { told } = writer.finish({ ...complete('abc'), receipt })
    await pass(4_000)
    expect(await told).toMatchObject({ row: { status: 'complete' } })
    expect(receiptsGiven()).toEqual([true, true, true])
    expect(logged).toEqual([])
  })

  test('makes no further attempt when the thread is gone for good', async () => {
    database.fail('ai_finish_answer', new KithError('NOT_FOUND', { kind: 'run' }))
    const { told, settled } = writer.finish(complete('abc'))
    expect(await told).toMatchObject({ error: { code: 'ANSWER_NOT_STORED' } })
    expect(await settled).toBeNull()
  })
})
