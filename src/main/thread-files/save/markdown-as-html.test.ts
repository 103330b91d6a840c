import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildEntry } from '../../embedded/testing/build-entry'
import { hostilePayloads } from '../../../shared/markdown/testing/hostile-payloads'
import { writeInThread } from './write-in-thread'
import type { Writing } from './write-in-thread'

let paths: { thread: string; colourer: string }
let writing: Writing
beforeAll(async () => {
  paths = {
    thread: await buildEntry(join(import.meta.dirname, 'writing-thread.ts')),
    colourer: await buildEntry(
      join(import.meta.dirname, '../../../renderer/ui/markdown/highlight/highlight.worker.ts'),
    ),
  }
  writing = writeInThread(paths, 'en')
}, 60_000)
afterAll(() => {
  writing.close()
  for (const path of Object.values(paths)) rmSync(dirname(path), { recursive: true })
})

const html = (text: string) => writing.write(text)

/** Everything that may stand between `<` and `>`. */
const known = new RegExp(
  `</?(?:p|h[3-6]|blockquote|[ou]l|li|pre|code|hr|br|div|sup|table|thead|tbody|tr|t[hd]|em|strong|del|span|bdi|fig(?:ure|caption)|` +
    `math|semantics|annotation|mrow|mi|mn|mo|mtext|mspace|msup|msub|msubsup|mfrac|msqrt|mroot|mover|munder|munderover|` +
    `mtable|mtr|mtd|mstyle|mpadded|mphantom|menclose)` +
    `(?: (?:class|dir|start|xmlns|display|encoding|mathvariant|stretchy|fence|separator|lspace|rspace|width|height|` +
    `voffset|depth|scriptlevel|displaystyle|columnalign|columnspacing|rowspacing|linethickness|minsize|maxsize|accent|` +
    `mathcolor|mathbackground|notation|form|symmetric|movablelimits|accentunder|side|columnlines|rowlines|mathsize|` +
    `linebreak|largeop)="[^"<>]*")*/?>|<a href="(?:https?|mailto):[^"<>]*" rel="noopener noreferrer">|</a>`,
  'g',
)

describe('what tries to run, fetch or lead somewhere is words in the file', () => {
  test.each([...Map.groupBy(hostilePayloads('https://evil.example'), ({ family }) => family)])(
    '%s',
    async (_, payloads) => {
      const read = await Promise.all(payloads.map(async ({ text }) => ({ text, shown: await html(text) })))
      const wrong = read.filter(({ shown }) => shown.replaceAll(known, '').includes('<'))
      expect(wrong).toEqual([])
      const led = read.filter(({ shown }) => /(?:href|src)="(?!https?:|mailto:)/i.test(shown))
      expect(led).toEqual([])
    },
  )
})

test('headings, lists, tables, code and notes are what they are on screen', async () => {
  expect(await html('# One\n\nTwo *three* **four** ~~five~~ `six`')).toBe(
    '<h3 dir="auto">One</h3>\n<p dir="auto">Two <em>three</em> <strong>four</strong> <del>five</del> <code>six</code></p>',
  )
  expect(await html('3. a\n4. b\n   - [x] c')).toBe(
    '<ol start="3" dir="auto"><li dir="auto">a</li><li dir="auto">b\n<ul dir="auto"><li dir="auto">☑ c</li></ul></li></ol>',
  )
  expect(await html('| a | b |\n| :-: | --: |\n| 1 | <b> |')).toContain('<td class="right" dir="auto">&lt;b&gt;</td>')
  expect(await html('```js\nconst a = "<b>"\n```')).toBe(
    '<pre dir="ltr"><code><span class="keyword">const</span> a = <span class="string">&quot;&lt;b&gt;&quot;</span></code></pre>',
  )
  expect(await html('So[^1]\n\n[^1]: it is')).toContain('<div class="note"><sup>1</sup><p dir="auto">it is</p></div>')
})

test('formulas are drawn without fonts, and one that asks for more stands as it was written', async () => {
  expect(await html('$x^2$')).toMatch(/<math .*<msup>/)
  expect(await html('$x^2$')).not.toContain('class="formula"')
  expect(await html('So: $$x^2$$')).toContain('<span class="formula">')
  expect(await html('It costs $5 and $6')).not.toContain('<math')
  expect(await html('$$\n\\href{https://evil.example}{x}\n$$')).toBe(
    '<code class="block" dir="ltr">\\href{https://evil.example}{x}</code>',
  )
})

test('links lead to the web and mail, and say where when their words name another place', async () => {
  expect(await html('[a](https://example.com/?a=1&b=2)')).toContain('href="https://example.com/?a=1&amp;b=2"')
  expect(await html('[https://bank.example](https://evil.example)')).toContain('(leads to evil.example)')
  expect(await html('[a][b]\n\n[b]: mailto:a@example.com')).toContain('href="mailto:a@example.com"')
  expect(await html('![cat](https://example.com/cat.png)')).toContain('Picture: cat')
})

test('a text that nobody could read stands as it was written', async () => {
  expect(await html('>'.repeat(5_000))).toBe(`<p class="plain" dir="auto">${'&gt;'.repeat(5_000)}</p>`)
})

describe('code', () => {
  test('has its colours wherever it stands, and every sign of it', async () => {
    const code = 'if (a < b && c) return `</code>` // 1 > 0'
    const shown = await html(`1. so\n\n   \`\`\`\`ts name.ts\n   ${code}\n   \`\`\`\``)
    expect(shown).toContain('<li dir="auto">')
    expect(shown).toContain('<span class="keyword">if</span> (a &lt; b &amp;&amp; c)')
    expect(shown).toContain('<span class="comment">// 1 &gt; 0</span>')
    const words = shown.replaceAll(/<[^>]+>/g, '')
    expect(words).toContain('return &#96;&lt;/code&gt;&#96; // 1 &gt; 0')
  })

  test('of a language nobody knows, of none, or longer than anybody reads stands as it was written', async () => {
    const long = 'const a = 1\n'.repeat(9_000)
    expect(await html('```klingon\nconst\n```')).toBe('<pre dir="ltr"><code>const</code></pre>')
    expect(await html('```\nconst\n```')).toBe('<pre dir="ltr"><code>const</code></pre>')
    expect(await html(`\`\`\`js\n${long}\`\`\``)).not.toContain('<span')
  })

  test('that is a diagram says that it is the source of one', async () => {
    const shown = await html('```mermaid\ngraph TD\n  A["<b>"] --> B\n```')
    expect(shown.replaceAll(/<[^>]+>/g, '')).toContain('A[&quot;&lt;b&gt;&quot;] --&gt; B')
    expect(shown).toMatch(/<\/pre><figcaption>The source of a diagram \(Mermaid\)[^<]*<\/figcaption><\/figure>$/)
    expect(shown).not.toContain('<b>')
  })
})

test('main goes on while a long message is written', async () => {
  await html('Tide')
  let turns = 0
  const turning = setInterval(() => turns++, 1)
  const shown = await html('- a point of *a list* with `code`\n'.repeat(5_000))
  clearInterval(turning)
  expect(shown.match(/<li /g)).toHaveLength(5_000)
  expect(turns).toBeGreaterThan(20)
})
