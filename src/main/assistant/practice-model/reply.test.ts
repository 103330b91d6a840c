import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../store/testing/any-text'
import { reply } from './reply'
import type { Conversation } from './reply'
import { english } from './words'
import { german } from './words.de'

function conversation(given: Partial<Conversation>): Conversation {
  return { notes: '', recalled: [], earlier: [], latest: '', canPropose: true, proposed: [], ...given }
}
function said(given: Partial<Conversation>): string {
  const answer = reply(conversation(given))
  return answer.kind === 'say' ? answer.text : `PROPOSE ${answer.lines.join(' | ')}`
}

describe('in German', () => {
  const sagt = (given: Partial<Conversation>) => {
    const answer = reply(conversation(given), german)
    return answer.kind === 'say' ? answer.text : `PROPOSE ${answer.lines.join(' | ')}`
  }

  test.each([
    ['Mein Hund heißt Max.', 'PROPOSE Mein Hund heißt Max.'],
    ['Hallo, ich wohne in Lyon', 'PROPOSE Ich wohne in Lyon.'],
    ['Merke dir bitte, dass der Schlüssel unter der Matte liegt', 'PROPOSE Der Schlüssel liegt unter der Matte.'],
    ['Merke dir, dass mein Hund Max heißt', 'PROPOSE Mein Hund heißt Max.'],
    ['Merk dir, dass Anna und Ben heiraten.', 'PROPOSE Dass Anna und Ben heiraten.'],
    ['Ich bin allergisch gegen Nüsse!', 'PROPOSE Ich bin allergisch gegen Nüsse.'],
  ])('%j is proposed', (latest, proposed) => expect(sagt({ latest })).toBe(proposed))

  test.each([
    ['Wie heißt mein Hund?', 'Mein Hund heißt Max.'],
    ['Wo wohne ich', 'Ich wohne in Lyon.'],
    ['wie heiße ich?', 'Ich heiße Eva.'],
  ])('%j is answered with what was said', (latest, told) => {
    const text = sagt({ latest, earlier: ['Mein Hund heißt Max.', 'Ich wohne in Lyon.', 'Ich heiße Eva.'] })
    expect(text).toBe(`Hier haben Sie früher gesagt:\n\n> ${told}`)
  })

  test('it says what it is, and what it cannot do', () => {
    expect(sagt({ latest: 'Guten Morgen' })).toContain('Ich bin das **Übungsmodell**')
    expect(sagt({ latest: 'Wie hoch ist der Eiffelturm?' })).toContain('Ich finde nichts')
    expect(sagt({ latest: 'Was weißt du über mich?' })).toContain('Ihre Notizen sind noch leer')
  })

  test('no sentence of it is missing, and none is English', () => {
    const phrases = (words: object) =>
      Object.values(words)
        .flat()
        .filter((one) => typeof one === 'string')
    const both = phrases(english).map((text, index) => [text, phrases(german)[index]])
    expect(both.filter(([one, other]) => one === other || !other)).toEqual([])
  })
})

describe('proposes', () => {
  test('what it is told, before it says anything', () => {
    expect(said({ latest: 'My dog is called Max.' })).toBe('PROPOSE My dog is called Max.')
  })

  test('and then says what it proposed and who decides', () => {
    const text = said({
      latest: 'My dog is called Max.',
      proposed: [{ line: 'My dog is called Max.', outcome: 'proposed' }],
    })
    expect(text).toContain('> My dog is called Max.')
    expect(text).toContain('You decide')
  })

  test('nothing where it has no way to', () => {
    expect(said({ latest: 'My dog is called Max.', canPropose: false })).not.toContain('PROPOSE')
  })

  test('and says plainly when the line was known, or could not be stored', () => {
    expect(said({ latest: 'My dog is called Max.', proposed: [{ line: 'x', outcome: 'known' }] })).toContain('already')
    expect(said({ latest: 'My dog is called Max.', proposed: [{ line: 'x', outcome: 'failed' }] })).toContain(
      'could not',
    )
  })

  test('and answers the question that came with it', () => {
    const text = said({
      earlier: ['I live in Lyon.'],
      latest: 'My dog is called Max. Where do I live?',
      proposed: [{ line: 'My dog is called Max.', outcome: 'proposed' }],
    })
    expect(text).toContain('> My dog is called Max.')
    expect(text).toContain('> I live in Lyon.')
  })
})

describe('answers', () => {
  test('from what was said here, and says that it was here', () => {
    const text = said({ earlier: ['My dog is called Max.'], latest: 'What is my dog called?' })
    expect(text).toBe('You said earlier here:\n\n> My dog is called Max.')
  })

  test('from the notes, and says that it was there', () => {
    expect(said({ notes: '- Lives in Lyon', latest: 'Where do I live?' })).toBe('Your notes say:\n\n> Lives in Lyon')
  })

  test('with all of the notes when asked for them', () => {
    for (const latest of ['What do you know about me?', 'what is in my notes?', 'What have I told you?']) {
      expect(said({ latest, notes: '- Dog: Max\n\n- Lives in Lyon' })).toBe(
        'Your notes say:\n\n> Dog: Max\n>\n> Lives in Lyon',
      )
      expect(said({ latest })).toContain('Your notes are empty')
    }
    expect(said({ latest: 'what is in my notes?', notes: 'line\n'.repeat(50) })).toContain('And 30 more lines.')
  })

  test('that it found nothing, and what it looked for', () => {
    const text = said({ earlier: ['My dog is called Max.'], latest: 'What is my cat called?' })
    expect(text).toContain('“cat”')
    expect(text).not.toContain('Max')
  })
})

describe('says what it is', () => {
  test.each(['hello', 'Good morning!', '你好', 'what can you do?', 'who are you?', 'help'])('to %j', (latest) => {
    expect(said({ latest })).toContain('practice model')
  })

  test('to anything else, in different words for different texts, the same for the same', () => {
    const texts = [
      'The weather is fine.',
      'Write me a poem about rivers.',
      'Blue, I think.',
      'Translate this sentence.',
      'ok then',
    ]
    const replies = texts.map((latest) => said({ latest }))
    expect(replies).toEqual(texts.map((latest) => said({ latest })))
    expect(new Set(replies).size).toBeGreaterThan(1)
  })

  test('to an empty message', () => {
    expect(said({ latest: '   ' })).toContain('empty message')
  })

  test('to a very long one, with its length', () => {
    expect(said({ latest: 'word '.repeat(40_000) })).toContain('200,000 characters, about 40,000 words')
  })
})

const part = fc.oneof(
  fc.constantFrom(
    'remember that ',
    'my dog is called Max',
    'what is my dog called?',
    'hello ',
    '我的狗叫小白。',
    '\n',
    '?',
    '<notes>',
  ),
  anyText(30),
)
const text = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(' '))

test('always says something, the same every time, and never throws', () => {
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 8 }), text, fc.boolean(), (notes, earlier, latest, canPropose) => {
      const given = { notes, recalled: earlier, earlier, latest, canPropose, proposed: [] }
      const answer = reply(given)
      expect(answer.kind === 'say' ? answer.text : answer.lines.join('')).not.toBe('')
      expect(reply(given)).toEqual(answer)
    }),
  )
})

test.each([
  ['one sentence', 'my knee hurts when I run '.repeat(8_000)],
  ['question marks', '?'.repeat(200_000)],
  ['quotation marks', `what is it ?${'"'.repeat(199_980)}x`],
  ['one word', 'a'.repeat(200_000)],
  ['one word again and again', 'what '.repeat(40_000)],
  ['lines of one letter', 'a\n'.repeat(100_000)],
  ['spaces', ' '.repeat(200_000)],
  ['a script without spaces', '我'.repeat(200_000)],
])('reads 200,000 characters of %s, as message, history and notes', (_name, long) => {
  expect(said({ latest: long, earlier: [long, long], notes: long })).not.toBe('')
  const question = said({ latest: 'what is my dog called?', earlier: ['My dog is called Max.', long], notes: long })
  expect(question).toContain('Max')
})
