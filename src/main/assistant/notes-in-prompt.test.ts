import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PROPOSE_TOOL, readNotes, renderNotes } from './notes-in-prompt'

test('reads back exactly the notes it wrote, whatever they contain', () => {
  const tricky = fc.constantFrom('<notes>\n', '\n</notes>', 'My dog is called Max.', '\n', ' ')
  const notes = fc.array(fc.oneof(tricky, fc.string()), { maxLength: 8 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(notes, (text) => {
      expect(readNotes(renderNotes(text))).toBe(text.trim() === '' ? null : text)
    }),
  )
})

test('tells the model how to propose, also when there are no notes', () => {
  expect(renderNotes('')).toContain(PROPOSE_TOOL)
  expect(readNotes(renderNotes(''))).toBeNull()
  expect(readNotes('You are Coach.')).toBeNull()
})
