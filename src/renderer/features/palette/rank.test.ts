import { describe, expect, test } from 'vitest'
import { rank } from './rank'

const best = (typed: string, texts: string[]) =>
  texts.filter((text) => rank(text, typed) > 0).toSorted((one, other) => rank(other, typed) - rank(one, typed))

describe('what somebody types', () => {
  test('finds beginnings before middles, and middles before scattered letters', () => {
    expect(best('the', ['Weather', 'Dark theme', 'Theme as the system', 'The'])).toEqual([
      'The',
      'Theme as the system',
      'Dark theme',
      'Weather',
    ])
  })
  test('may leave letters out, and mix the order of words', () => {
    expect(best('nthr', ['New thread', 'Settings'])).toEqual(['New thread'])
    expect(best('april marathon', ['Half marathon in April', 'April weather'])).toEqual(['Half marathon in April'])
  })
  test('needs no accents and no capitals', () => {
    expect(best('cafe', ['CAFÉ in Lyon'])).toEqual(['CAFÉ in Lyon'])
  })
  test('finds nothing where a word is missing, and everything when nothing is typed', () => {
    expect(best('marathon swimming', ['Half marathon in April'])).toEqual([])
    expect(best('  ', ['one', 'two'])).toHaveLength(2)
  })
  test('takes any text: brackets, emoji, one letter of another script', () => {
    expect(best('(a+b', ['the sum (a+b)', 'x'])).toEqual(['the sum (a+b)'])
    expect(best('🏃', ['🏃 running', 'x'])).toEqual(['🏃 running'])
    expect(best('猫', ['猫の話', 'x'])).toEqual(['猫の話'])
  })
})
