import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../../store/testing/any-text'
import { findStatements } from './find-statements'

test.each([
  ['My dog is called Max', ['My dog is called Max.']],
  ['hello, my dog is called Max!', ['My dog is called Max.']],
  ['remember that my sister arrives on Tuesday', ['My sister arrives on Tuesday.']],
  ['Please remember: no meetings before ten.', ['No meetings before ten.']],
  ["Don't forget that I am allergic to nuts.", ['I am allergic to nuts.']],
  ['I live in Lyon. I like early mornings.', ['I live in Lyon.', 'I like early mornings.']],
  ['I’m called Ana', ["I'm called Ana."]],
  ['My left knee hurts after 3.5 km', ['My left knee hurts after 3.5 km.']],
  ['- my favourite colour is green', ['My favourite colour is green.']],
])('finds what %j says about its author', (message, statements) => {
  expect(findStatements(message)).toEqual(statements)
})

test.each([
  ['What is my dog called?'],
  ['Do you remember that my dog is called Max?'],
  ['Remember when we talked about knees'],
  ['The weather is fine today.'],
  ['I am a bit tired'],
  ['Thanks'],
  [''],
  ['。？！'],
  ['我的狗叫小白。'],
  ['كلبي اسمه ماكس'],
])('finds nothing to keep in %j', (message) => {
  expect(findStatements(message)).toEqual([])
})

test('takes a pasted document for a document', () => {
  expect(findStatements(`My dog is called Max. ${'It was a long day. '.repeat(200)}`)).toEqual([])
})

test('gives at most three lines, each once', () => {
  const many = 'I like tea. I like tea. I like jam. I like rye. I like figs.'
  expect(findStatements(many)).toEqual(['I like tea.', 'I like jam.', 'I like rye.'])
})

test('never throws, and never gives a question or an empty line', () => {
  const opening = fc.constantFrom('', 'remember that ', 'my ', 'I live ', 'call me ', 'hello, ')
  fc.assert(
    fc.property(opening, anyText(400), (start, rest) => {
      for (const line of findStatements(start + rest)) {
        expect(line.trim().length).toBeGreaterThan(3)
        expect(line).toMatch(/\.$/)
        expect(line).not.toMatch(/\?\.$/)
      }
    }),
  )
})
