import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PersonaContent } from './merge-changes'
import { mergeChanges } from './merge-changes'

const base: PersonaContent = {
  name: 'Coach',
  accent: 'pine',
  instructions: 'Ask.',
  settings: { temperature: 0.3, emoji: '🏃' },
}

test('what one window did not touch stays as the other has saved it', () => {
  const stored = { ...base, instructions: 'Ask twice.', settings: { temperature: 0.3, recall: 'much' as const } }
  const wished = { ...base, settings: { ...base.settings, temperature: 0.9 } }
  expect(mergeChanges(base, stored, wished)).toEqual({
    ...base,
    instructions: 'Ask twice.',
    settings: { temperature: 0.9, recall: 'much' },
  })
})

test('the same changed to something else in both is refused, and to the same is none', () => {
  const stored = { ...base, instructions: 'Ask twice.' }
  expect(() => mergeChanges(base, stored, { ...base, instructions: 'Never ask.' })).toThrow(
    expect.objectContaining({ code: 'CONFLICT' }),
  )
  expect(mergeChanges(base, stored, stored)).toEqual(stored)
})

test('whoever is alone gets what they wrote, whatever it is', () => {
  const settings = fc.record(
    {
      temperature: fc.double({ min: 0, max: 2, noNaN: true }),
      emoji: fc.constantFrom('🏃', '📚'),
      notesTemplate: fc.string(),
    },
    { requiredKeys: [] },
  )
  const content = fc.record({
    name: fc.string({ minLength: 1 }),
    accent: fc.constantFrom('pine', 'clay'),
    instructions: fc.string(),
    settings,
  })
  fc.assert(
    fc.property(content, content, (before, wished) => {
      const one = before as PersonaContent
      const other = wished as PersonaContent
      expect(mergeChanges(one, one, other)).toEqual(other)
      expect(mergeChanges(one, other, one)).toEqual(other)
    }),
  )
})
