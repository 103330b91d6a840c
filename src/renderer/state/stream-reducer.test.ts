import { describe, expect, it } from 'vitest'
import type { ChatEvent, LiveRun, Message } from '../../shared/contract/chat'
import type { MessagePart } from '../../shared/domain/message'
import { afterEvents } from './stream-reducer'

const threadId = '00000000-0000-4000-8000-00000000000a'

function runOf(runId: string, parts: MessagePart[] = []): LiveRun {
  const message: Message = {
    id: `answer-${runId}`,
    threadId,
    seq: 2,
    role: 'assistant',
    content: { format: 2, parts },
    status: 'streaming',
    siblingIds: [`answer-${runId}`],
    createdAt: '2026-11-23T09:14:00.000Z',
  }
  return { runId, message }
}
const partsOf = (run: LiveRun | null) => run?.message.content.parts
const delta = (partIndex: number, text: string, kind: 'text' | 'reasoning' = 'text', runId = 'r'): ChatEvent => ({
  type: 'delta',
  runId,
  partIndex,
  kind,
  text,
})

describe('a run on screen', () => {
  it('grows letter by letter, part by part', () => {
    const run = afterEvents(runOf('r'), [
      delta(0, 'Let me ', 'reasoning'),
      delta(0, 'think', 'reasoning'),
      delta(1, 'Yes, '),
      delta(1, 'by a little.'),
    ])
    expect(partsOf(run)).toEqual([
      { type: 'reasoning', reasoning: 'Let me think' },
      { type: 'text', text: 'Yes, by a little.' },
    ])
  })

  it('goes on from what had arrived when the window looked', () => {
    const run = afterEvents(null, [
      { type: 'snapshot', run: runOf('r', [{ type: 'text', text: 'Yes, by ' }]) },
      delta(0, 'a little.'),
    ])
    expect(partsOf(run)).toEqual([{ type: 'text', text: 'Yes, by a little.' }])
  })

  it('does not change the run it was given, nor the parts that did not grow', () => {
    const before = runOf('r', [
      { type: 'text', text: 'done' },
      { type: 'text', text: 'gr' },
    ])
    const after = afterEvents(before, [delta(1, 'ows')])
    expect(before.message.content.parts[1]).toEqual({ type: 'text', text: 'gr' })
    expect(partsOf(after)?.[0]).toBe(before.message.content.parts[0])
  })

  it('replaces a part that is not text', () => {
    const call = { type: 'tool-invocation', toolInvocation: { toolCallId: 'c', toolName: 't', state: 'call' } }
    const result = { type: 'tool-invocation', toolInvocation: { toolCallId: 'c', toolName: 't', state: 'result' } }
    const run = afterEvents(runOf('r'), [
      { type: 'part', runId: 'r', partIndex: 0, part: call },
      { type: 'part', runId: 'r', partIndex: 0, part: result },
      delta(1, 'Noted.'),
    ])
    expect(partsOf(run)).toEqual([result, { type: 'text', text: 'Noted.' }])
  })

  it('ignores what belongs to another run', () => {
    const run = runOf('r', [{ type: 'text', text: 'mine' }])
    expect(
      afterEvents(run, [
        delta(0, ' not mine', 'text', 'other'),
        { type: 'finished', runId: 'other', message: runOf('other').message },
      ]),
    ).toBe(run)
  })

  it('is over when it is finished, and the next one may begin in the same breath', () => {
    const finished: ChatEvent = { type: 'finished', runId: 'r', message: runOf('r').message }
    expect(afterEvents(runOf('r'), [finished])).toBeNull()
    const next = afterEvents(runOf('r'), [finished, { type: 'started', user: null, run: runOf('s') }])
    expect(next?.runId).toBe('s')
  })

  it('is over when a new look at the thread finds nothing on', () => {
    expect(afterEvents(runOf('r'), [{ type: 'snapshot', run: null }])).toBeNull()
  })

  it('keeps later text in its place when an earlier part was missed', () => {
    expect(partsOf(afterEvents(runOf('r'), [delta(2, 'third')]))).toEqual([
      { type: 'text', text: '' },
      { type: 'text', text: '' },
      { type: 'text', text: 'third' },
    ])
  })
})
