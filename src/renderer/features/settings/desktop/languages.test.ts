import { expect, test } from 'vitest'
import { dearestLanguages, nameOfLanguage } from './languages'

const known = ['de', 'de-AT', 'en-GB', 'en-US', 'pt-BR']

test('spelling begins with what its owner reads, as near as there is', () => {
  expect(dearestLanguages(['de-AT', 'en-US', 'en'], known)).toEqual(['de-AT', 'en-US'])
  expect(dearestLanguages(['de-CH', 'pt'], known)).toEqual(['de', 'pt-BR'])
  expect(dearestLanguages(['ja'], known)).toEqual([])
})

test('a language has its name, and its code where it has none', () => {
  expect(nameOfLanguage('de')).toBe('German')
  expect(nameOfLanguage('not a code')).toBe('not a code')
})
