import { expect, test } from 'vitest'
import { KithError } from '../../shared/errors'
import { judgeEnding } from './judge-ending'
import type { StreamEnd } from './judge-ending'

const facts = { provider: 'P', host: 'p.example', model: 'm' }
const data = { provider: 'P', host: 'p.example' }

function ended(reason: string | undefined, rawReason?: string): StreamEnd {
  const finish = { stepResult: { reason, rawReason }, output: { usage: { inputTokens: 1, outputTokens: 2 } } }
  return { finish: finish as unknown as StreamEnd['finish'], error: undefined, tripwire: undefined, hasParts: true }
}

test.each([
  ['stop', 'stop', 'stop'],
  ['length', 'max_tokens', 'max_tokens'],
  ['tool-calls', undefined, 'tool-calls'],
  ['other', 'eos', 'eos'],
])('calls an answer whole that ended with %s (%s)', (reason, raw, finishReason) => {
  expect(judgeEnding(ended(reason, raw), facts)).toEqual({
    status: 'complete',
    finishReason,
    usage: { inputTokens: 1, outputTokens: 2 },
  })
})

test.each([[undefined], ['other'], ['unknown'], ['interrupted'], ['aborted'], ['error']])(
  'calls an answer broken whose provider gave no end: %s',
  (reason) => {
    expect(judgeEnding(ended(reason), facts)).toMatchObject({
      status: 'failed',
      failure: { code: 'STREAM_BROKEN', data },
    })
  },
)

test('calls a stream broken that never finished', () => {
  const end = { finish: undefined, error: undefined, tripwire: undefined, hasParts: true }
  expect(judgeEnding(end, facts)).toMatchObject({ status: 'failed', failure: { code: 'STREAM_BROKEN' } })
})

test('does not call it an answer when nothing came', () => {
  expect(judgeEnding({ ...ended('stop'), hasParts: false }, facts)).toMatchObject({
    status: 'failed',
    failure: { code: 'STREAM_GARBLED', data },
  })
})

test('says that the provider refused when its filter ended the answer', () => {
  expect(judgeEnding(ended('content-filter'), facts)).toMatchObject({ failure: { code: 'PROVIDER_REFUSED' } })
  expect(judgeEnding({ ...ended('stop'), tripwire: 'not this' }, facts)).toMatchObject({
    failure: { code: 'PROVIDER_REFUSED', data: { ...data, reason: 'not this' } },
  })
})

test('hands on what it failed with, and the tokens that were used', () => {
  const failure = new KithError('PROVIDER_RATE_LIMITED', { provider: 'P', retryAfterSeconds: 3 })
  expect(judgeEnding({ ...ended('error'), error: new Error('wrapped', { cause: failure }) }, facts)).toMatchObject({
    status: 'failed',
    failure,
    usage: { inputTokens: 1 },
  })
})
