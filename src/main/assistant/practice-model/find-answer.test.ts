import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../store/testing/any-text'
import { findAnswer } from './find-answer'
import type { Source } from './find-answer'

const earlier = (...texts: string[]): Source[] => texts.map((text) => ({ where: 'earlier', text }))
const notes = (text: string): Source => ({ where: 'notes', text })
const found = (message: string, sources: Source[]) =>
  findAnswer(message, sources)?.findings.map(({ sentence }) => sentence)

describe('finds what was told', () => {
  const told = earlier(
    'Hello. My dog is called Max.',
    'I live in Lyon, near the river.',
    'My left knee hurts after running. The right one does not.',
    'My sister lives in Paris.',
    'My name is Ana.',
    'My car is red.',
    'I was born on 3 May.',
  )
  test.each([
    ['what is my dog called?', ['My dog is called Max.']],
    ["What's my dog's name", ['My dog is called Max.']],
    ['tell me what my dog is called', ['My dog is called Max.']],
    ['where do I live?', ['I live in Lyon, near the river.']],
    ['Where does my sister live?', ['My sister lives in Paris.']],
    ['What did I tell you about my knee?', ['My left knee hurts after running.']],
    ['do you remember my knee?', ['My left knee hurts after running.']],
    ['Does my knee hurt?', ['My left knee hurts after running.']],
    ['what is my name?', ['My name is Ana.']],
    ['Who am I?', ['My name is Ana.']],
    ['what colour is my car?', ['My car is red.']],
    ['When was I born?', ['I was born on 3 May.']],
  ])('%s', (question, sentences) => {
    expect(found(question, told)).toEqual(sentences)
  })

  test('in the notes, which need not say "I"', () => {
    expect(findAnswer('where do I live?', [notes('- Lives in Lyon\n- Dog: Max')])?.findings).toEqual([
      { where: 'notes', sentence: '- Lives in Lyon' },
    ])
    expect(found("what's my name?", [notes('Name: Ana')])).toEqual(['Name: Ana'])
  })

  test('newest first when it was told differently before', () => {
    const told = earlier('My dog is called Max.', 'Sorry, no: my dog is called Rex.')
    expect(found('what is my dog called?', told)).toEqual(['Sorry, no: my dog is called Rex.', 'My dog is called Max.'])
  })

  test('in a script without spaces', () => {
    expect(found('我的狗叫什么？', earlier('我的狗叫小白。'))).toEqual(['我的狗叫小白。'])
  })
})

describe('claims nothing it was not told', () => {
  test.each([
    ['what is my cat called?', 'My dog is called Max.'],
    ['what is my name?', 'My dog is called Max.'],
    ["what is my sister's dog called?", 'My dog is called Max.'],
    ['where do I live?', 'My sister lives in Paris.'],
    ['where does my brother live?', 'I live in Lyon.'],
    ['what is the capital of France?', 'I like France.'],
    ['what?', 'My dog is called Max.'],
    ['why', 'My dog is called Max.'],
  ])('%s, after "%s"', (question, told) => {
    expect(found(question, earlier(told))).toEqual([])
  })

  test('says what it looked for', () => {
    expect(findAnswer('what is my cat called?', [])).toEqual({ findings: [], soughtFor: ['cat', 'name'] })
  })

  test.each([['do you like music?'], ['Are you a robot?'], ['My dog is called Max.'], ['']])(
    'is not asked by %j',
    (message) => {
      expect(findAnswer(message, earlier('I like music.'))).toBeNull()
    },
  )
})

describe('whatever it is given', () => {
  const words = fc.constantFrom(
    'my',
    'dog',
    'is',
    'called',
    'Max',
    'knee',
    'what',
    'where',
    'I',
    'live',
    '?',
    '.',
    '\n',
    '我的狗',
    'ñ',
    '😀',
  )
  const text = fc.array(words, { maxLength: 40 }).map((some) => some.join(' '))

  test('quotes only sentences of its sources, never a question, never the message itself', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), text, (told, message) => {
        for (const { sentence } of findAnswer(message, earlier(...told))?.findings ?? []) {
          expect(told.some((one) => one.includes(sentence))).toBe(true)
          expect(sentence).not.toMatch(/[?？]$/)
        }
        expect(findAnswer(message, [])?.findings ?? []).toEqual([])
      }),
    )
  })

  test('answers a question, if only with nothing', () => {
    fc.assert(
      fc.property(anyText(80), anyText(80), (told, message) => {
        expect(findAnswer(`what is ${message}?`, earlier(told))?.findings).toBeInstanceOf(Array)
      }),
    )
  })
})
