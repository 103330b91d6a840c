import { afterEach, expect, test } from 'vitest'
import { discardForms, keepForms, leavingForms, useUnsaved } from './unsaved'

const done: string[] = []
const leave = (name: string) => leavingForms(() => done.push(name))

afterEach(() => {
  done.length = 0
  useUnsaved.setState({ forms: 0, asked: null })
})

test('what would lose nothing is done at once', () => {
  leave('closed')
  expect(done).toEqual(['closed'])
})

test('what would lose a form waits until that is allowed, and is then done once, with all that it asks for in turn', () => {
  useUnsaved.setState({ forms: 1 })
  leavingForms(() => leave('closed'))
  expect(done).toEqual([])
  discardForms()
  expect(done).toEqual(['closed'])
  expect(useUnsaved.getState().asked).toBeNull()
  leave('another')
  expect(done).toEqual(['closed'])
})

test('is not done when somebody goes on editing', () => {
  useUnsaved.setState({ forms: 1 })
  leave('closed')
  keepForms()
  discardForms()
  expect(done).toEqual([])
})
