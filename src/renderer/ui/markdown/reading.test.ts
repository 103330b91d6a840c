import { describe, expect, it } from 'vitest'
import { calmEnd } from './calm-end'
import { disguisedHost } from '../../../shared/markdown/disguised-host'
import { languageOf } from '../../../shared/highlight/language-names'
import { plainCells } from './plain-cells'
import { markupOf, tagsOf, wordsOf } from './testing/markup-of'

const formulasIn = (text: string) =>
  [...markupOf(text).matchAll(/class="(formula[^"]*)"[^>]*><code>([^<]*)/g)].map(([, look, tex]) => [
    look?.includes('block') ? 'block' : 'line',
    tex,
  ])

describe('a formula', () => {
  it.each([
    ['$x^2$', [['line', 'x^2']]],
    ['\\(a_1 * b_2 * c\\)', [['line', 'a_1 * b_2 * c']]],
    ['\\[\\frac{a}{b}\\]', [['block', '\\frac{a}{b}']]],
    ['\\[\n\\frac{a}{b} \\\\\n c\n\\]', [['block', '\n\\frac{a}{b} \\\\\n c\n']]],
    ['$$\nx = 1\n$$', [['block', 'x = 1']]],
    ['It is $$x$$ here', [['block', 'x']]],
    [
      '$a$ and $b$',
      [
        ['line', 'a'],
        ['line', 'b'],
      ],
    ],
    ['$\\$5 + x$', [['line', '\\$5 + x']]],
  ])('is read in %j', (text, found) => expect(formulasIn(text)).toEqual(found))

  it.each([
    'It costs $5 and then $10.',
    '$20,000 and USD$30,000',
    'from $5/day to $7/day',
    'a $ b $ c',
    '`$x$` and `\\(y\\)`',
    '\\\\(x\\\\)',
    'C:\\(x',
    '\\$x$',
  ])('is not read in %j', (text) => expect(formulasIn(text)).toEqual([]))
})

describe('the end of a text that is being written', () => {
  it.each([
    ['A line\n#', 'A line'],
    ['A line\n\n- ', 'A line\n'],
    ['A line\n``', 'A line'],
    ['A line\n1.', 'A line'],
    ['Before\n\n| a | b', 'Before'],
    ['Before\n\n| a | b |\n| --', 'Before'],
    ['Before\n\n| a | b |\n| --- | --- |\n| c', 'Before\n\n| a | b |\n| --- | --- |\n| c'],
    ['The root \\(\\frac{a', 'The root'],
    ['So\n\n$$\nx = ', 'So'],
    ['So\n\n\\[ x', 'So'],
    ['Done \\(x\\) and', 'Done \\(x\\) and'],
    ['```\n#', '```\n#'],
    ['It is **bold', 'It is **bold'],
  ])('%j is shown as %j', (text, shown) => expect(calmEnd(text)).toBe(shown))

  it('shows emphasis, links and code as if they were closed', () => {
    expect(markupOf('It is **bold', true)).toContain('<strong>bold</strong>')
    expect(wordsOf(markupOf('See [the page](https://exam', true))).toBe('See the page')
    expect(markupOf('Run `npm', true)).toContain('<code>npm</code>')
  })
})

describe('what is read', () => {
  it('keeps the page’s outline: its headings begin at the second rank', () => {
    const names = tagsOf(markupOf('# One\n\n## Two\n\n###### Six')).map(({ name }) => name)
    expect(names.filter((name) => /^h\d$/.test(name))).toEqual(['h2', 'h3', 'h6'])
  })

  it('runs the way its own script does, block by block', () => {
    const tags = tagsOf(markupOf('שלום עולם\n\nHello\n\n- مرحبا\n- one\n\n> אבג\n\n`code` שלום'))
    const runs = (name: string) => tags.filter((tag) => tag.name === name).map(({ attributes }) => attributes['dir'])
    expect(runs('p')).toEqual(['rtl', 'ltr', 'rtl', 'rtl'])
    expect(runs('ul')).toEqual(['rtl'])
    expect(runs('li')).toEqual(['rtl', 'ltr'])
    expect(runs('blockquote')).toEqual(['rtl'])
  })

  it('has footnotes that lead to each other and nowhere else', () => {
    const markup = markupOf('One[^1]\n\n[^1]: The note')
    const links = tagsOf(markup).filter(({ name }) => name === 'a')
    expect(links.map(({ attributes }) => attributes['aria-label'])).toEqual(['Footnote 1', 'Back to the text'])
    for (const { attributes } of links) expect(markup).toContain(`id="${attributes['href']?.slice(1)}"`)
    expect(markup).not.toMatch(/<h\d/)
  })

  it('has its footnotes together under it, also when it is long', () => {
    const filler = `${'A paragraph of some length. '.repeat(20)}\n\n`.repeat(20)
    const markup = markupOf(`One[^a]\n\n${filler}Two[^b]\n\n[^a]: The first.\n[^b]: The second.`)
    expect(markup.match(/<section/g)).toHaveLength(1)
    expect(markup).not.toContain('[^')
  })

  it('has tasks that say whether they are done, and cannot be ticked', () => {
    const markup = markupOf('- [x] one\n- [ ] two')
    expect(markup).not.toContain('<input')
    expect([...markup.matchAll(/aria-label="((?:Not d|D)one)"/g)].map(([, name]) => name)).toEqual(['Done', 'Not done'])
  })

  it('uses an address that is named far away', () => {
    const filler = `${'A paragraph of some length. '.repeat(20)}\n\n`.repeat(40)
    const markup = markupOf(`See [this][far].\n\n${filler}[far]: https://example.org/far`)
    expect(tagsOf(markup).some(({ attributes }) => attributes['href'] === 'https://example.org/far')).toBe(true)
  })

  it('names languages as people do, and believes no name', () => {
    expect(languageOf('ts')).toEqual({ shown: 'TypeScript', grammar: 'typescript' })
    expect(languageOf('c++').shown).toBe('C++')
    for (const name of ['__proto__', 'constructor', 'toString', 'brainfuck'])
      expect(languageOf(name).grammar).toBeNull()
  })
})

describe('a link whose words are an address', () => {
  it.each([
    ['https://evil.example/', 'https://bank.example', 'evil.example'],
    ['https://evil.example/', 'bank.example/login', 'evil.example'],
    ['https://evil.example/', 'https://bank.exa\u200Bmple', 'evil.example'],
    ['mailto:a@evil.example', 'a@bank.example', 'evil.example'],
  ])('%s shown as %j says where it goes', (address, shown, host) => expect(disguisedHost(address, shown)).toBe(host))

  it.each([
    ['https://example.org/a', 'https://example.org'],
    ['https://www.example.org/', 'example.org'],
    ['https://example.org/', 'the page'],
    ['https://example.org/', 'Node.js and more'],
    ['mailto:a@example.org', 'a@example.org'],
    ['https://example.org/', 'v1.2'],
  ])('%s shown as %j needs nothing', (address, shown) => expect(disguisedHost(address, shown)).toBeNull())
})

describe('a table that is taken along', () => {
  it('runs nothing in a spreadsheet', () => {
    const { rows } = plainCells({ headers: ['a'], rows: [['=HYPERLINK("x")', '-5', '+1,000', '@SUM(A1)', '- a', 'b']] })
    expect(rows[0]).toEqual(['\'=HYPERLINK("x")', '-5', '+1,000', "'@SUM(A1)", "'- a", 'b'])
  })
})
