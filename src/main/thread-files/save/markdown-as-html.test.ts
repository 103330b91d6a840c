import { describe, expect, test } from 'vitest'
import { hostilePayloads } from '../../../shared/markdown/testing/hostile-payloads'
import { markdownAsHtml } from './markdown-as-html'
import { english } from './words'

const html = (text: string) => markdownAsHtml(text, english)

/** Everything that may stand between `<` and `>`. */
const known = new RegExp(
  `</?(?:p|h[3-6]|blockquote|[ou]l|li|pre|code|hr|br|div|sup|table|thead|tbody|tr|t[hd]|em|strong|del|span|bdi|` +
    `math|semantics|annotation|mrow|mi|mn|mo|mtext|mspace|msup|msub|msubsup|mfrac|msqrt|mroot|mover|munder|munderover|` +
    `mtable|mtr|mtd|mstyle|mpadded|mphantom|menclose)` +
    `(?: (?:class|dir|start|xmlns|display|encoding|mathvariant|stretchy|fence|separator|lspace|rspace|width|height|` +
    `voffset|depth|scriptlevel|displaystyle|columnalign|columnspacing|rowspacing|linethickness|minsize|maxsize|accent|` +
    `mathcolor|mathbackground|notation|form|symmetric|movablelimits|accentunder|side|columnlines|rowlines|mathsize|` +
    `linebreak|largeop)="[^"<>]*")*/?>|<a href="(?:https?|mailto):[^"<>]*" rel="noopener noreferrer">|</a>`,
  'g',
)

describe('what tries to run, fetch or lead somewhere is words in the file', () => {
  test.each([...Map.groupBy(hostilePayloads('https://evil.example'), ({ family }) => family)])('%s', (_, payloads) => {
    const wrong = payloads.filter(({ text }) => html(text).replaceAll(known, '').includes('<'))
    expect(wrong).toEqual([])
    const led = payloads.filter(({ text }) => /(?:href|src)="(?!https?:|mailto:)/i.test(html(text)))
    expect(led).toEqual([])
  })
})

test('headings, lists, tables, code and notes are what they are on screen', () => {
  expect(html('# One\n\nTwo *three* **four** ~~five~~ `six`')).toBe(
    '<h3 dir="auto">One</h3>\n<p dir="auto">Two <em>three</em> <strong>four</strong> <del>five</del> <code>six</code></p>',
  )
  expect(html('3. a\n4. b\n   - [x] c')).toBe(
    '<ol start="3" dir="auto"><li dir="auto">a</li><li dir="auto">b\n<ul dir="auto"><li dir="auto">☑ c</li></ul></li></ol>',
  )
  expect(html('| a | b |\n| :-: | --: |\n| 1 | <b> |')).toContain('<td class="right" dir="auto">&lt;b&gt;</td>')
  expect(html('```js\nconst a = "<b>"\n```')).toBe('<pre dir="ltr"><code>const a = &quot;&lt;b&gt;&quot;</code></pre>')
  expect(html('So[^1]\n\n[^1]: it is')).toContain('<div class="note"><sup>1</sup><p dir="auto">it is</p></div>')
})

test('formulas are drawn without fonts, and one that asks for more stands as it was written', () => {
  expect(html('$x^2$')).toMatch(/<math .*<msup>/)
  expect(html('$x^2$')).not.toContain('class="formula"')
  expect(html('So: $$x^2$$')).toContain('<span class="formula">')
  expect(html('It costs $5 and $6')).not.toContain('<math')
  expect(html('$$\n\\href{https://evil.example}{x}\n$$')).toBe(
    '<code class="block" dir="ltr">\\href{https://evil.example}{x}</code>',
  )
})

test('links lead to the web and mail, and say where when their words name another place', () => {
  expect(html('[a](https://example.com/?a=1&b=2)')).toContain('href="https://example.com/?a=1&amp;b=2"')
  expect(html('[https://bank.example](https://evil.example)')).toContain('(leads to evil.example)')
  expect(html('[a][b]\n\n[b]: mailto:a@example.com')).toContain('href="mailto:a@example.com"')
  expect(html('![cat](https://example.com/cat.png)')).toContain('Picture: cat')
})

test('a text that nobody could read stands as it was written', () => {
  expect(html('>'.repeat(5_000))).toBe(`<p class="plain" dir="auto">${'&gt;'.repeat(5_000)}</p>`)
})
