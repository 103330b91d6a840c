import { describe, expect, it } from 'vitest'
import { safeLink } from '../../../shared/markdown/safe-link'
import { asksForMore } from './diagram/asks-for-more'
import { hostileFamilies, hostilePayloads } from '../../../shared/markdown/testing/hostile-payloads'
import { markupOf, tagsOf, wordsOf } from './testing/markup-of'
import type { Tag } from './testing/markup-of'

const payloads = hostilePayloads('http://127.0.0.1:9')

/** All that Markdown may become. What is not here has no business in a text. */
const allowed = new Set(
  'a bdi blockquote button circle code div em h2 h3 h4 h5 h6 hr li ol p path pre rect section span strong sub sup svg table tbody td th thead tr ul br del input line polyline'.split(
    ' ',
  ),
)

function isHarmless({ name, attributes }: Tag): boolean {
  const { href } = attributes
  return (
    allowed.has(name) &&
    !Object.keys(attributes).some(
      (key) => key.startsWith('on') || /^(?:src|srcset|srcdoc|action|formaction|ping|style|poster)$/.test(key),
    ) &&
    (name === 'a' ? isOutside(attributes) || isFootnote(attributes) : href === undefined) &&
    (name !== 'svg' || attributes['aria-hidden'] === 'true')
  )
}

function isOutside({ href = '', target, rel = '' }: Tag['attributes']): boolean {
  return safeLink(href.replaceAll('&amp;', '&')) !== null && target === '_blank' && rel.includes('noopener')
}

// Within the text it stands in: the name of the place begins with that of the text.
function isFootnote({ href = '' }: Tag['attributes']): boolean {
  return /^#\S+-fn(?:ref)?-/.test(href)
}

describe('hostile Markdown', () => {
  it('comes in more than 300 forms', () => expect(payloads.length).toBeGreaterThan(300))

  it.each(hostileFamilies)('%s: becomes nothing but words, whole and while it is written', (family) => {
    for (const { text } of payloads.filter((payload) => payload.family === family)) {
      for (const markup of [markupOf(text), markupOf(text, true), markupOf(text.slice(0, text.length / 2), true)]) {
        const harmful = tagsOf(markup).filter((tag) => !isHarmless(tag))
        expect({ text, harmful }).toEqual({ text, harmful: [] })
      }
    }
  })

  it('loads no picture, and says where each would have come from', () => {
    const markup = markupOf('![the cat](https://example.org/cat.png) and ![](https://example.org/dog.png)')
    expect(tagsOf(markup).filter(({ name }) => name === 'img')).toEqual([])
    expect(markup).toContain('Image: the cat')
    expect(tagsOf(markup).map(({ attributes }) => attributes['href'])).toContain('https://example.org/cat.png')
  })

  it.each(['> '.repeat(20_000), '- '.repeat(20_000), '['.repeat(40_000), '![['.repeat(10_000), '1) '.repeat(9_000)])(
    'stands as it was written where reading it would not end: %#',
    (text) => expect(wordsOf(markupOf(`Before.\n\n${text}`))).toContain(text.trim()),
  )

  it('lets no text name an element of another one', () => {
    const text = 'One[^1]\n\n[^1]: The note\n'
    const ids = [...markupOf(`${text}\n\n`).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(ids.length).toBeGreaterThan(0)
    expect(ids.every((id) => /^\S+-fn/.test(id ?? ''))).toBe(true)
    expect(ids).not.toContain('user-content-fn-1')
  })
})

describe('a diagram that asks for more than to be drawn', () => {
  const diagrams = payloads
    .filter(({ family, text }) => family === 'diagrams' && text.startsWith('```mermaid'))
    .map(({ text }) => text.replace(/^```mermaid\n/, '').replace(/\n```$/, ''))
  const harmless = /#quot;|not closed/

  it.each(diagrams.filter((text) => !harmless.test(text)))('is shown as it was written: %j', (text) => {
    expect(asksForMore(text)).toBe(true)
  })

  it.each([
    'graph TD; A[One] --> B[Two<br/>lines]',
    'sequenceDiagram\nAlice->>Bob: Hello, is 3 < 4?\nBob-->>Alice: Yes',
    'classDiagram\nAnimal <|-- Duck\nAnimal : +int age',
    'gantt\ntitle A plan\nsection One\nWrite :2024-01-01, 3d',
    'stateDiagram-v2\n[*] --> Still\nStill --> [*]',
    'pie title Pets\n"Dogs" : 386\n"Cats" : 85',
    'erDiagram\nCUSTOMER ||--o{ ORDER : places',
    'graph LR\nA-->B\nstyle A fill:#f9f,stroke:#333',
    '---\ntitle: A title\n---\ngraph TD\nA-->B',
  ])('is not one like this: %j', (text) => expect(asksForMore(text)).toBe(false))
})
