import { expect, test } from 'vitest'
import { draftOfPersona, fieldsOfPersona, fieldsWithout, newPersona, problemsOf, settingsOf } from './persona-fields'

const persona = {
  id: '6b1f5a8e-3c5d-4f5e-9f0a-2f3f5b7c9d11',
  name: 'Coach',
  accent: 'pine' as const,
  instructions: 'You are Coach.',
  settings: { temperature: 0.5, maxOutputTokens: 300, model: { kind: 'practice' as const }, emoji: '🌱' },
  invalid: [],
}

test('what nobody changes is saved as it was', () => {
  const { invalid: _, ...draft } = persona
  expect(draftOfPersona({ ...fieldsOfPersona(persona), id: persona.id })).toEqual(draft)
})

test('what is emptied is taken away', () => {
  const fields = { ...fieldsOfPersona(persona), temperature: ' ', maxOutputTokens: '', emoji: '', model: null }
  expect(settingsOf(fields)).toEqual({})
})

test('what cannot be is said at its field', () => {
  const fields = { ...newPersona(), temperature: '2.1', maxOutputTokens: '0.5', emoji: 'hi' }
  expect(Object.keys(problemsOf(fields)).toSorted()).toEqual(['emoji', 'maxOutputTokens', 'name', 'temperature'])
  expect(problemsOf({ ...fields, name: 'x', temperature: 'NaN', maxOutputTokens: '1', emoji: '' })).toHaveProperty(
    'temperature',
  )
  expect(problemsOf(fieldsOfPersona(persona))).toEqual({})
})

test('without a persona there is no name to miss', () => {
  expect(problemsOf(fieldsWithout({ kind: 'practice' }, {}))).toEqual({})
})
