import { expect, test } from 'vitest'
import { message } from '../../shared/contract/chat'
import type { Json } from '../database/database.types'
import { toMessage } from './to-message'

const row = {
  message_id: '11111111-1111-4111-8111-111111111111',
  thread_id: '22222222-2222-4222-8222-222222222222',
  seq: 7,
  role: 'assistant',
  content: { format: 2, parts: [{ type: 'text', text: 'hi' }], metadata: { kept: true } },
  status: 'complete',
  parent_message_id: null,
  created_at: '2026-11-23T15:49:49.374123+00:00',
  selected: true,
  depth: 3,
  sibling_ids: ['11111111-1111-4111-8111-111111111111'],
}

test('says a row as the contract does', () => {
  const said = toMessage(row)
  expect(message.parse(said)).toEqual({
    id: row.message_id,
    threadId: row.thread_id,
    seq: 7,
    place: 4,
    role: 'assistant',
    content: row.content,
    status: 'complete',
    createdAt: '2026-11-23T15:49:49.374Z',
    siblingIds: row.sibling_ids,
  })
})

const textPart = { type: 'text', text: 'hi' }
test.each<[string, Json | null, object]>([
  ['a bare array of parts', [textPart], { parts: [textPart] }],
  ['an array of texts', ['hi'], { parts: [textPart] }],
  ['a plain text', 'hi', { parts: [textPart] }],
  ['an object with a text', { text: 'hi' }, { parts: [textPart] }],
  ['parts without a format', { parts: [textPart], more: 1 }, { parts: [textPart], more: 1 }],
  ['a part nobody knows', [5], { parts: [{ type: 'unknown', value: 5 }] }],
  ['nothing', null, { parts: [] }],
])('reads content that another program wrote: %s', (_name, content, expected) => {
  const said = toMessage({ ...row, content })
  expect(message.parse(said).content).toMatchObject({ format: 2, ...expected })
})

test('refuses a row that is not whole', () => {
  expect(() => toMessage({ ...row, seq: null })).toThrow('DATABASE_FAILED')
  expect(() => toMessage({ ...row, role: 'king' })).toThrow('DATABASE_FAILED')
})
