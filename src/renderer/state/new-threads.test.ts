import { expect, test } from 'vitest'
import { isOffAtFirst } from './new-threads'

const persona = (remembersNewThreads?: boolean) => ({ settings: { remembersNewThreads } })
const everybody = (remembersNewThreads?: boolean) => ({ answering: { remembersNewThreads } })

test('a new thread remembers unless it is said otherwise, for everybody or for its persona, which counts more', () => {
  expect(isOffAtFirst(null, undefined)).toBe(false)
  expect(isOffAtFirst(persona(), everybody())).toBe(false)
  expect(isOffAtFirst(persona(), everybody(false))).toBe(true)
  expect(isOffAtFirst(persona(true), everybody(false))).toBe(false)
  expect(isOffAtFirst(persona(false), everybody(true))).toBe(true)
  expect(isOffAtFirst(null, everybody(false))).toBe(true)
})
