import { MastraError } from '@mastra/core/error'
import { describe, expect, test } from 'vitest'
import { readScope, readTargets } from './vector-filter'

describe('where to search', () => {
  test.each([
    [{ resource_id: 'r' }, { resourceId: 'r' }],
    [{ thread_id: 't' }, { threadId: 't' }],
    [
      { resource_id: 'r', thread_id: 't' },
      { resourceId: 'r', threadId: 't' },
    ],
    [{ $and: [{ resource_id: 'r' }, { thread_id: 't' }] }, { resourceId: 'r', threadId: 't' }],
    [
      { $and: [{ resource_id: 'r' }, { $and: [{ thread_id: 't' }] }], resource_id: 'r' },
      { resourceId: 'r', threadId: 't' },
    ],
    [{ thread_id: 't', resource_id: undefined }, { threadId: 't' }],
  ])('reads %j', (filter, scope) => {
    expect(readScope('QUERY', filter)).toEqual(scope)
  })

  test('knows that nothing is in two threads', () => {
    expect(readScope('QUERY', { $and: [{ thread_id: 't' }, { thread_id: 'u' }] })).toBeNull()
  })

  test.each([
    undefined,
    null,
    {},
    [],
    'thread_id',
    { role: 'user' },
    { thread_id: 't', role: 'user' },
    { thread_id: { $in: ['t'] } },
    { thread_id: null },
    { $or: [{ thread_id: 't' }] },
    { $and: [] },
    { $and: [{ thread_id: 't' }, {}] },
    { $and: [{ thread_id: 't' }, { created_at: { $gt: 'x' } }] },
    { $not: { thread_id: 't' } },
  ])('refuses %j, by name', (filter) => {
    const attempt = () => readScope('QUERY', filter)
    expect(attempt).toThrow(MastraError)
    expect(attempt).toThrow(JSON.stringify(filter) ?? 'nothing')
  })
})

describe('which vectors', () => {
  test('reads ids and threads', () => {
    expect(readTargets('X', { message_id: 'a' }, 'message_id')).toEqual({ ids: ['a'] })
    expect(readTargets('X', { message_id: { $in: ['a', 'b'] } }, 'message_id')).toEqual({ ids: ['a', 'b'] })
    expect(readTargets('X', { thread_id: 't' }, 'message_id')).toEqual({ threadId: 't' })
  })

  test.each([
    {},
    { resource_id: 'r' },
    { message_id: { $ne: 'a' } },
    { message_id: { $in: [1] } },
    { message_id: { $in: ['a'], $ne: 'b' } },
    { message_id: 'a', thread_id: 't' },
    { memory_id: 'a' },
    { thread_id: { $in: ['t'] } },
  ])('refuses %j: it would be too much or too little', (filter) => {
    expect(() => readTargets('X', filter, 'message_id')).toThrow(JSON.stringify(filter))
  })
})
