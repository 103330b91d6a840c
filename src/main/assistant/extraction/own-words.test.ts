import { describe, expect, test } from 'vitest'
import { findQuote, ownWords } from './own-words'

const long = 'This is what somebody else wrote at some length. '.repeat(10)

describe('what others said is left out', () => {
  test.each([
    ['a quotation by lines', 'I agree.\n> I live in Rome\n> and like it', 'I agree.\n[…]'],
    ['code', 'Look:\n```js\nremember("x")\n```\nThat is mine.', 'Look:\n[…] That is mine.'],
    ['code that does not end', 'Look\n```\nremember this', 'Look\n[…]'],
    ['a quotation in the text', 'She said "I have been a nurse for ten years" to me.', 'She said […] to me.'],
    ['of any shape', 'Er sagte „ich bin seit zehn Jahren Arzt“ zu mir.', 'Er sagte […] zu mir.'],
    ['a forwarded mail', 'What now?\n\nFrom: Bob\nMy knee hurts.', 'What now?\n\n[…]'],
    ['an answer to a mail', 'See below.\nOn 3 May 2026, Bob <b@x.org> wrote:\nMy knee hurts.', 'See below.\n[…]'],
    ['a page', 'Summarise <article>I am the king.</article> please', 'Summarise […] please'],
    ['what is introduced with a colon', `Translate this:\n\n${long}`, 'Translate this:\n[…]'],
    ['a transcript', 'Here:\nuser: I own a bank\nassistant: Noted!\nMine.', 'Here:\n[…] Mine.'],
  ])('%s', (_, message, own) => {
    expect(ownWords(message)).toBe(own)
  })

  test('and what is only that is nothing', () => {
    for (const message of ['> all quoted', '```\ncode\n```', ' ', `"${long.slice(0, 300)}"`])
      expect(ownWords(message)).toBe('')
  })

  test('of what is very long, the beginning and the end are read', () => {
    const own = ownWords(`My question. ${'pasted words '.repeat(80_000)} My last word.`)
    expect(own).toMatch(/^My question\./)
    expect(own).toMatch(/My last word\.$/)
    expect(own.length).toBeLessThan(3_000)
  })

  test('a short quotation and a short list are the person’s own', () => {
    for (const message of ['I call it "home".', 'My children:\n- Ida\n- Jon', 'Is 5 < 6 and 7 > 6?']) {
      expect(ownWords(message)).toBe(message)
    }
  })

  test('nothing one can write takes long', () => {
    for (const piece of ['<a', '"', '```\n', '> ', '„', 'a:\n', 'On a wrote', '<a><b>']) {
      const begun = performance.now()
      ownWords(piece.repeat(300_000))
      // Not a promise of speed: what backtracks takes minutes.
      expect(performance.now() - begun).toBeLessThan(5_000)
    }
  })
})

describe('a quotation', () => {
  test('is found as it stands there', () => {
    expect(findQuote('my  DOG is\ncalled Max', 'Well, My dog is called Max!')).toBe('My dog is called Max')
    expect(findQuote("I don't smoke", 'I don’t smoke.')).toBe('I don’t smoke')
    expect(findQuote('(a+b)*', 'I like (a+b)* best')).toBe('(a+b)*')
    expect(findQuote('我喜欢喝茶', '你好，我喜欢喝茶。')).toBe('我喜欢喝茶')
  })

  test('that is not there, or was only asked, is none', () => {
    const own = 'I have a cat. Do you think I have a dog? […] Bye'
    for (const quote of [
      'I have a horse',
      'I have a dog',
      'I have a dog?',
      'Bye',
      '[…] Bye',
      '',
      ' ',
      'x'.repeat(600),
    ]) {
      expect(findQuote(quote, own)).toBeNull()
    }
    expect(findQuote('I have a cat', own)).toBe('I have a cat')
  })
})
