import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textOfContent } from '../../shared/domain/message'
import type { AnswerChunk } from './answer-chunk'
import { createAnswerParts } from './answer-parts'
import type { AnswerParts } from './answer-parts'
import { anyText } from '../store/testing/any-text'
import { emptyView, show } from './testing/watching'

const runId = '5f0c1f6e-0000-4000-8000-000000000000'

function chunk(type: string, payload: object): AnswerChunk {
  return { type, runId, from: 'AGENT', payload } as AnswerChunk
}
const said = (id: string, ...deltas: string[]) => [
  chunk('text-start', { id }),
  ...deltas.map((text) => chunk('text-delta', { id, text })),
  chunk('text-end', { id }),
]
function partsOf(chunks: AnswerChunk[], answer: AnswerParts = createAnswerParts({})) {
  for (const one of chunks) answer.accept(one)
  return answer.content().parts
}

describe('folds chunks into the parts Mastra stores', () => {
  test('one part per text, in the order they began', () => {
    expect(partsOf([...said('a', 'Hel', 'lo'), ...said('b', 'there')])).toEqual([
      { type: 'text', text: 'Hello' },
      { type: 'text', text: 'there' },
    ])
  })

  test('nothing for a text that stayed empty', () => {
    expect(partsOf([...said('a'), ...said('b', ''), ...said('c', 'x')])).toEqual([{ type: 'text', text: 'x' }])
  })

  test('reasoning with its details and what the provider said about it', () => {
    const parts = partsOf([
      chunk('reasoning-start', { id: 'r' }),
      chunk('reasoning-delta', { id: 'r', text: 'hm' }),
      chunk('reasoning-end', { id: 'r', providerMetadata: { openai: { itemId: 'rs_1' } } }),
    ])
    expect(parts).toEqual([
      {
        type: 'reasoning',
        reasoning: 'hm',
        details: [{ type: 'text', text: 'hm' }],
        providerMetadata: { openai: { itemId: 'rs_1' } },
      },
    ])
  })

  test('a tool call that becomes its result in its own place', () => {
    const call = { toolCallId: 'c1', toolName: 't', args: { a: 1 } }
    const answer = createAnswerParts({})
    expect(partsOf([chunk('tool-call', call), ...said('a', 'meanwhile')], answer)[0]).toEqual({
      type: 'tool-invocation',
      toolInvocation: { ...call, state: 'call' },
    })
    expect(partsOf([chunk('tool-result', { ...call, result: { ok: true } })], answer)).toEqual([
      { type: 'tool-invocation', toolInvocation: { ...call, state: 'result', result: { ok: true } } },
      { type: 'text', text: 'meanwhile' },
    ])
  })

  test('a tool that failed, also without arguments that could be read', () => {
    const call = { toolCallId: 'c1', toolName: 't' }
    expect(partsOf([chunk('tool-call', call), chunk('tool-error', { ...call, error: new Error('down') })])).toEqual([
      { type: 'tool-invocation', toolInvocation: { ...call, args: {}, state: 'output-error', errorText: 'down' } },
    ])
  })

  test('a mark between two steps, and the same id again in the second one', () => {
    expect(
      partsOf([chunk('step-start', {}), ...said('0', 'one'), chunk('step-start', {}), ...said('0', 'two')]),
    ).toEqual([{ type: 'text', text: 'one' }, { type: 'step-start' }, { type: 'text', text: 'two' }])
  })

  test('files and sources', () => {
    expect(
      partsOf([
        chunk('file', { data: new Uint8Array([1, 2]), mimeType: 'image/png' }),
        chunk('source', { id: 's', sourceType: 'url', url: 'https://a.example', title: 'A' }),
      ]),
    ).toEqual([
      { type: 'file', data: 'AQI=', mimeType: 'image/png' },
      { type: 'source', source: { sourceType: 'url', id: 's', url: 'https://a.example', title: 'A' } },
    ])
  })

  test('nothing for chunks that are about the run', () => {
    const chunks = ['start', 'step-finish', 'finish', 'raw', 'tool-call-delta'].map((type) =>
      chunk(type, { toolCallId: 'c' }),
    )
    expect(partsOf(chunks)).toEqual([])
  })
})

describe('an answer that goes on', () => {
  const half = [{ type: 'text', text: 'Half' }]
  const thought = (id: string) => [
    chunk('reasoning-start', { id }),
    chunk('reasoning-delta', { id, text: 'hm' }),
    chunk('reasoning-end', { id }),
  ]
  const textsOf = (chunks: AnswerChunk[]) =>
    partsOf(chunks, createAnswerParts({}, half)).flatMap((part) => (part.type === 'text' ? [part['text']] : []))

  test('goes on in the text that was cut off', () => {
    expect(textsOf([chunk('step-start', {}), ...said('0', ' a', ' loaf')])).toEqual(['Half a loaf'])
  })

  test('also of a model that thinks before it does', () => {
    expect(textsOf([chunk('step-start', {}), ...thought('r'), ...said('0', ' a', ' loaf')])).toEqual(['Half a loaf'])
  })

  test('and not when it has used a tool meanwhile', () => {
    const call = chunk('tool-call', { toolCallId: 'c', toolName: 't' })
    expect(textsOf([call, ...said('0', 'A loaf')])).toEqual(['Half', 'A loaf'])
    expect(textsOf([...said('0', ' a'), ...said('1', 'Loaf')])).toEqual(['Half a', 'Loaf'])
  })
})

test('puts the names of the model beside the parts', () => {
  expect(createAnswerParts({ modelId: 'm' }).content()).toEqual({ format: 2, parts: [], metadata: { modelId: 'm' } })
})

test('tells a boundary from text that goes on', () => {
  const answer = createAnswerParts({})
  const boundaries = [...said('a', 'x', 'y'), chunk('tool-call', { toolCallId: 'c', toolName: 't' })].map((one) => {
    answer.accept(one)
    return answer.atBoundary()
  })
  expect(boundaries).toEqual([false, false, false, true, true])
})

test('replaces what PostgreSQL cannot hold: NUL, and half a surrogate pair that stays alone', () => {
  expect(partsOf(said('a', 'a\u0000b', '\ud83d', ' c\ude00', 'd\ud83d'))).toEqual([
    { type: 'text', text: 'a\ufffdb\ufffd c\ufffdd\ufffd' },
  ])
})

test('joins surrogate pairs that were cut in two, wherever the text is cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.nat(60)), (text, cuts) => {
      const deltas = pieces(text, cuts)
      const answer = createAnswerParts({})
      const shown = said('a', ...deltas)
        .flatMap((one) => answer.accept(one))
        .map((event) => (event.type === 'delta' ? event.text : ''))
      expect(textOfContent(answer.content())).toBe(text)
      expect(shown.join('')).toBe(text)
      for (const delta of shown) expect(delta.isWellFormed()).toBe(true)
    }),
  )
})

test('what it tells adds up to what it holds, and what it handed out never changes', () => {
  const id = fc.constantFrom('0', '1')
  const anyChunk = fc.oneof(
    fc
      .tuple(fc.constantFrom('text-start', 'text-end', 'reasoning-start', 'reasoning-end', 'step-start'), id)
      .map(([type, one]) => chunk(type, { id: one })),
    fc
      .tuple(fc.constantFrom('text-delta', 'reasoning-delta'), id, anyText(60))
      .map(([type, one, text]) => chunk(type, { id: one, text })),
    fc
      .tuple(fc.constantFrom('tool-call', 'tool-result', 'tool-error'), id, fc.jsonValue())
      .map(([type, one, value]) =>
        chunk(type, { toolCallId: one, toolName: 't', args: { value }, result: value, error: 'no' }),
      ),
  )
  fc.assert(
    fc.property(fc.array(anyChunk, { maxLength: 40 }), (chunks) => {
      const answer = createAnswerParts({})
      const view = emptyView()
      const states = chunks.map((one) => {
        for (const event of answer.accept(one)) show(view, { ...event, runId })
        const state = answer.content()
        return { state, copy: structuredClone(state) }
      })
      expect(comparable(view.parts)).toEqual(comparable(answer.content().parts))
      for (const { state, copy } of states) expect(state).toEqual(copy)
      const stored = JSON.stringify(answer.content())
      expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/i)
    }),
  )
})

/** Listeners are told the text of reasoning, not how Mastra repeats it. */
function comparable(parts: readonly object[]): unknown[] {
  return parts.map((part) => ({ ...part, details: undefined }))
}

function pieces(text: string, cuts: number[]): string[] {
  const edges = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length]
  return edges.slice(1).map((end, index) => text.slice(edges[index], end))
}
