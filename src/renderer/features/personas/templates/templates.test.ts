import { expect, test } from 'vitest'
import { INSTRUCTIONS_LIMIT, NOTES_TEMPLATE_LIMIT, PERSONA_NAME_LIMIT } from '../../../../shared/domain/limits'
import { draftOfPersona, newPersona, problemsOf } from '../persona-fields'
import { templates } from './templates'
import { german } from './words.de'
import { words } from './words'

test('each is a persona that can be saved as it is, in both languages', () => {
  expect(templates).toHaveLength(words.templates.length)
  expect(german.templates).toHaveLength(words.templates.length)
  for (const template of templates) {
    const fields = newPersona(template)
    expect(problemsOf(fields)).toEqual({})
    expect(draftOfPersona({ ...fields, id: 'x' })).toMatchObject({ name: template.name, accent: template.accent })
  }
  for (const { name, instructions, notesTemplate } of [...words.templates, ...german.templates]) {
    expect(name.length).toBeLessThanOrEqual(PERSONA_NAME_LIMIT)
    expect(instructions.length).toBeLessThanOrEqual(INSTRUCTIONS_LIMIT)
    expect(notesTemplate.length).toBeLessThanOrEqual(NOTES_TEMPLATE_LIMIT)
  }
})
