import { describe, expect, it } from 'vitest'
import { splitText } from './split-text'
import type { SplitText, TextPiece } from './split-text'

const written = (pieces: readonly TextPiece[]) =>
  pieces
    .map((piece) =>
      piece.kind === 'markdown' ? piece.text : `\`\`\`${piece.info}\n${piece.code}${piece.isClosed ? '\n```\n' : ''}`,
    )
    .join('')

const paragraph = `${'Some words of a paragraph. '.repeat(12)}\n\n`
const item = `- ${'an item of a list '.repeat(10)}\n`
const fence = (lines: number) => `\`\`\`ts\n${'const a = 1 // a line of code\n'.repeat(lines)}\`\`\`\n`

const texts: Record<string, string> = {
  'short text': 'A **short** text.\n\n- one\n- two',
  paragraphs: paragraph.repeat(200),
  'a long list': item.repeat(600),
  'code between paragraphs': `${paragraph}${fence(40)}\n`.repeat(20),
  'a very long fence': `${paragraph}${fence(3_000)}\nAfter it.\n`,
  'an unclosed fence': `${paragraph}${fence(3_000).slice(0, -5)}`,
  'one line without end': 'word '.repeat(60_000),
  'one word without end': '😀'.repeat(60_000),
  'a long table': `| a | b |\n| --- | --- |\n${'| one cell | another cell |\n'.repeat(4_000)}`,
}

describe('a long text', () => {
  it.each(Object.entries(texts))('%s: is all there in its pieces', (_, text) => {
    expect(written(splitText(text).pieces)).toBe(text)
  })

  it.each(Object.entries(texts))('%s: has no piece that takes long to read', (_, text) => {
    const longest = Math.max(
      ...splitText(text).pieces.map((piece) => (piece.kind === 'markdown' ? piece.text.length : 0)),
    )
    expect(longest).toBeLessThanOrEqual(45_000)
  })

  it.each(Object.entries(texts))('%s: is split the same way as it grows, and only its end changes', (_, text) => {
    let known: SplitText | undefined
    for (let length = 1; length < text.length; length += 977) {
      const next = splitText(text.slice(0, length), known?.settled)
      expect(next.pieces.slice(0, known?.settled.pieces.length ?? 0)).toEqual(known?.settled.pieces ?? [])
      known = next
    }
    expect(splitText(text, known?.settled).pieces).toEqual(splitText(text).pieces)
  })

  it('is not split inside a fence or a formula where it can be helped', () => {
    const formula = `${paragraph}$$\n${'x + 1\n\n'.repeat(800)}$$\n\nAfter\n\n`
    const pieces = [`${paragraph}${fence(200)}`, formula].flatMap((text) => splitText(text.repeat(3)).pieces)
    const marks = pieces.map(
      (piece) => (piece.kind === 'markdown' ? piece.text.match(/^(?:```|\$\$)/gm)?.length : 0) ?? 0,
    )
    expect(marks.filter((count) => count % 2 === 1)).toEqual([])
  })

  it('knows a long fence by its language and its end', () => {
    const [, code, after] = splitText(texts['a very long fence'] ?? '').pieces
    expect(code).toMatchObject({ kind: 'code', info: 'ts', isClosed: true })
    expect(after).toMatchObject({ kind: 'markdown', text: '\nAfter it.\n' })
  })
})
