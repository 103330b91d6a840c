import { expect, test } from 'vitest'
import { makeResourceId, PERSONA_SENTINEL, splitResourceId } from './mapping'

test('a resource id is made and taken apart again', () => {
  const [userId, personaId] = [crypto.randomUUID(), crypto.randomUUID()]
  expect(splitResourceId(makeResourceId(userId, personaId))).toEqual({ userId, personaId })
  for (const none of [null, undefined]) {
    expect(makeResourceId(userId, none)).toBe(`${userId}:${PERSONA_SENTINEL}`)
    expect(splitResourceId(makeResourceId(userId, none))).toEqual({ userId, personaId: null })
  }
})

test('half a resource id is none', () => {
  for (const id of ['', 'user', `${crypto.randomUUID()}:`, `:${crypto.randomUUID()}`]) {
    expect(() => splitResourceId(id)).toThrow(TypeError)
  }
})
