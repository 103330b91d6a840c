import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatEvent } from '../../shared/contract/chat'
import { emptyView, show, textOn, watching } from './testing/watching'
import type { View } from './testing/watching'
import { createWatchers } from './watchers'

const threadId = 'thread'
const runId = '5f0c1f6e-0000-4000-8000-000000000000'
const nothing: ChatEvent = { type: 'snapshot', run: null }
const delta = (text: string, partIndex = 0): ChatEvent => ({ type: 'delta', runId, partIndex, kind: 'text', text })
const step = (partIndex: number): ChatEvent => ({ type: 'part', runId, partIndex, part: { type: 'step-start' } })
const snapshotOf = (view: View): ChatEvent => ({
  type: 'snapshot',
  run: { runId, message: { content: { format: 2, parts: structuredClone(view.parts) } } as never },
})

test('whoever joins late, reads slowly or takes pauses sees the same as whoever watched from the start', async () => {
  const reader = fc.record({ joinsAt: fc.nat(60), readsEvery: fc.integer({ min: 1, max: 70 }) })
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 60 }),
      fc.array(reader, { maxLength: 5 }),
      async (pieces, readers) => {
        const watchers = createWatchers()
        const truth = emptyView()
        const late = readers.map((one) => ({
          ...one,
          view: emptyView(),
          events: null as AsyncIterator<ChatEvent> | null,
        }))
        const readOne = async (one: (typeof late)[number]) => {
          const read = await one.events?.next()
          if (read && !read.done) show(one.view, read.value)
          return read?.done ?? true
        }
        for (const [index, text] of pieces.entries()) {
          for (const one of late)
            if (one.joinsAt === index) one.events = watchers.join(threadId, snapshotOf(truth), undefined)
          const { length } = truth.parts
          const event =
            text === null ? step(length) : delta(text, truth.parts.at(-1)?.type === 'text' ? length - 1 : length)
          show(truth, event)
          watchers.tell(threadId, event)
          for (const one of late) if (one.events && index % one.readsEvery === 0) await readOne(one)
        }
        for (const one of late) one.events ??= watchers.join(threadId, snapshotOf(truth), undefined)
        watchers.close()
        for (const one of late) {
          while (!(await readOne(one)));
          expect(one.view.parts).toEqual(truth.parts)
          expect(one.view.events[0]?.type).toBe('snapshot')
        }
      },
    ),
  )
})

test('keeps the order of events', async () => {
  const watchers = createWatchers()
  const view = watching(watchers.join(threadId, nothing, undefined))
  const told = Array.from({ length: 100 }, (_, index) => (index % 3 ? delta('text', index) : step(index)))
  for (const event of told) watchers.tell(threadId, event)
  watchers.close()
  await view.ended
  expect(view.events).toEqual([nothing, ...told])
})

test('tells only those who watch the thread', async () => {
  const watchers = createWatchers()
  const other = watching(watchers.join('another', nothing, undefined))
  watchers.tell(threadId, delta('secret'))
  watchers.close()
  await other.ended
  expect(other.events).toEqual([nothing])
})

test('one who does not read holds a whole answer as one event', async () => {
  const watchers = createWatchers()
  const events = watchers.join(threadId, nothing, undefined)
  for (let index = 0; index < 100_000; index += 1) watchers.tell(threadId, delta('x'))
  watchers.close()
  const view = watching(events)
  await view.ended
  expect(view.events.length).toBe(2)
  expect(textOn(view)).toBe('x'.repeat(100_000))
})

test('one who is hopelessly behind is let go, and nobody else notices', async () => {
  const watchers = createWatchers()
  const asleep = watchers.join(threadId, nothing, undefined)
  const awake = watching(watchers.join(threadId, nothing, undefined))
  for (let index = 0; index < 2_000; index += 1) {
    watchers.tell(threadId, step(index))
    await Promise.resolve()
  }
  expect(await asleep.next()).toEqual({ done: true, value: undefined })
  watchers.close()
  await awake.ended
  expect(awake.parts.length).toBe(2_000)
})

test('ends with the signal, and when the reader stops, even while it waits', async () => {
  const watchers = createWatchers()
  const leaving = new AbortController()
  const first = watching(watchers.join(threadId, nothing, leaving.signal))
  leaving.abort()
  await first.ended
  const second = watchers.join(threadId, nothing, undefined)
  await second.next()
  const waiting = second.next()
  await second.return?.()
  expect(await waiting).toEqual({ done: true, value: undefined })
  watchers.tell(threadId, delta('x'))
  expect(first.events).toEqual([nothing])
  await watching(watchers.join(threadId, nothing, AbortSignal.abort())).ended
})
