import { expect, test } from 'vitest'
import { spokenOf } from './language'

test.each([
  [['de-AT', 'en'], 'de'],
  [['fr-FR', 'de', 'en-GB'], 'de'],
  [['en-US', 'de'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('of %j, %s is spoken', (wanted, spoken) => {
  expect(spokenOf(wanted)).toBe(spoken)
})
