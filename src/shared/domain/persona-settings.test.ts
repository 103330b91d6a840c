import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectiveSettings, personaSettings, readPersonaSettings, writePersonaSettings } from './persona-settings'

describe('stored settings', () => {
  test('are read field by field: one that is wrong costs no other, and is named', () => {
    const stored = { temperature: 3, maxOutputTokens: 500, model: { kind: 'practice' }, emoji: 'ab', seed: 4 }
    expect(readPersonaSettings(stored)).toEqual({
      settings: { maxOutputTokens: 500, model: { kind: 'practice' } },
      invalid: ['temperature', 'emoji'],
    })
  })

  test('keep what somebody else wrote, and lose what is taken away', () => {
    const stored = { temperature: 1, tools: ['web'], seed: 4 }
    expect(writePersonaSettings(stored, { maxOutputTokens: 9, temperature: undefined })).toEqual({
      tools: ['web'],
      seed: 4,
      maxOutputTokens: 9,
    })
  })

  test.each([['🌱'], ['🇩🇰'], ['👩‍👩‍👧'], ['1️⃣'], ['❤️']])('take %s for one picture', (emoji) => {
    expect(readPersonaSettings({ emoji })).toEqual({ settings: { emoji }, invalid: [] })
  })

  test.each([['a'], ['🌱🌱'], [''], ['7'], ['<b>']])('do not take %s for a picture', (emoji) => {
    expect(readPersonaSettings({ emoji }).settings).toEqual({})
  })

  test('whatever is stored, it is read, and what is read can be stored', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const { settings } = readPersonaSettings(stored)
        expect(personaSettings.safeParse(settings).success).toBe(true)
        expect(readPersonaSettings(writePersonaSettings(stored, settings)).settings).toEqual(settings)
      }),
    )
  })
})

test("what a persona does not say is everybody's; a picture is nobody else's", () => {
  const own = { temperature: 0.1 }
  const everybodys = { temperature: 0.9, maxOutputTokens: 5, emoji: '🌱' }
  expect(effectiveSettings(own, everybodys)).toEqual({ temperature: 0.1, maxOutputTokens: 5 })
})
