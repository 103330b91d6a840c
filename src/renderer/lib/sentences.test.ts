import { describe, expect, it } from 'vitest'
import { cutSentences, spoken } from './sentences'

/** Feeds a text in pieces, as a stream does, and gives back everything that was said. */
function sayStream(pieces: readonly string[]): string[] {
  const said: string[] = []
  let text = ''
  let from = 0
  pieces.forEach((piece, index) => {
    text += piece
    const cut = cutSentences(text, from, index === pieces.length - 1)
    said.push(...cut.sentences)
    from = cut.end
  })
  return said
}

describe('saying a streamed answer', () => {
  it('says a sentence when it is whole, not before', () => {
    expect(cutSentences('Keep Tuesday as it', 0, false).sentences).toEqual([])
    expect(cutSentences('Keep Tuesday as it is. Leave', 0, false).sentences).toEqual(['Keep Tuesday as it is.'])
  })

  it('says everything exactly once however the stream is cut', () => {
    const text = 'Yes, by a little: **14.5 km**. You told me so! Is it “flat”? Then go.\n\nGood luck'
    const whole = sayStream([text])
    expect(whole.join(' ')).toBe('Yes, by a little: 14.5 km . You told me so! Is it “flat”? Then go. Good luck')
    for (const size of [1, 2, 3, 7, 20]) {
      const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []
      expect(sayStream(pieces)).toEqual(whole)
    }
  })

  it('says nothing of code that has not ended, however long it is', () => {
    const code = 'const a = 1. It is so.\n'.repeat(20_000)
    expect(cutSentences(`Look:\n\`\`\`ts\n${code}`, 0, false).sentences).toEqual(['Look:'])
    expect(cutSentences(`Look:\n\`\`\`ts\n${code}\`\`\`\nDone. `, 0, false).sentences).toEqual([
      'Look:',
      'Code block.',
      'Done.',
    ])
  })

  it('does not stop inside a number, after an abbreviation or after an initial', () => {
    expect(sayStream(['Run 14.5 km, e.g. on the path. J. Smith said so.'])).toEqual([
      'Run 14.5 km, e.g. on the path.',
      'J. Smith said so.',
    ])
  })

  it('names code instead of spelling it, and waits until it is over', () => {
    const begun = 'Like this:\n```python\nprint("a. b")\n'
    expect(cutSentences(begun, 0, false).sentences).toEqual(['Like this:'])
    expect(sayStream([begun, '```\nDone.'])).toEqual(['Like this:', 'Code block.', 'Done.'])
  })

  it('says a list line by line without its marks', () => {
    expect(sayStream(['- Shoes\n- **Socks**\n'])).toEqual(['Shoes', 'Socks'])
  })

  it('says the end even when nothing ends it', () => {
    expect(sayStream(['No full stop'])).toEqual(['No full stop'])
  })
})

describe('Markdown as it is said', () => {
  it('keeps the words of links and pictures and drops their addresses', () => {
    expect(spoken('See [the log](https://example.org/x) and ![a map](https://example.org/y.png)')).toBe(
      'See the log and Image: a map',
    )
  })
})
