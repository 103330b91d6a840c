import { describe, expect, test } from 'vitest'
import { withoutSmallTalk } from './small-talk'

describe('nothing is looked for', () => {
  test.each([
    'Good morning',
    'good morning!!',
    'Thanks',
    'Thank you so much, that is great.',
    'ok',
    'Okay, sounds good. See you tomorrow!',
    'How are you today? Hello!',
    'Hi there 👋',
    '👍',
    '?!',
    'No, thanks.',
    'Guten Morgen',
    'Vielen Dank, sehr gut!',
    'Merci beaucoup',
    '¡Muchas gracias!',
    'Buenos días',
    'Grazie mille',
    'Yes please',
  ])('when somebody says only: %s', (text) => {
    expect(withoutSmallTalk(text)).toBe('')
  })
})

describe('what asks for something is looked for', () => {
  test.each([
    'What is my dog called?',
    'Who is she?',
    'Where did we go today',
    'Is it the day?',
    'And Max?',
    'how about tea',
    'Karla',
    '42',
    'これは何ですか',
    'What did I take last night for my headache?',
  ])('as it is: %s', (text) => {
    expect(withoutSmallTalk(text)).toBe(text)
  })

  test.each([
    ['Good morning! What was the keeper called?', 'What was the keeper called?'],
    ['Thanks, and where does Ida live?', 'and where does Ida live?'],
    ['Where does Ida live? Thank you!', 'Where does Ida live?'],
  ])('without the greeting before or after it: %s', (text, rest) => {
    expect(withoutSmallTalk(text)).toBe(rest)
  })
})
