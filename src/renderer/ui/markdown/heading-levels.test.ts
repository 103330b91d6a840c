import { expect, it } from 'vitest'
import { headingsBefore } from './heading-levels'
import { markupOf, tagsOf } from './testing/markup-of'

const levelsIn = (text: string) =>
  tagsOf(markupOf(text)).flatMap(({ name, attributes }) =>
    /^h\d$/.test(name) ? [Number(attributes['aria-level'])] : [],
  )

it.each([
  ['### First\n\n#### Below\n\n### Again', [2, 3, 2]],
  ['# One\n\n## Two\n\n### Three', [2, 3, 4]],
  ['# One\n\n#### Far below\n\n## Between', [2, 3, 3]],
  ['### Deep\n\n# Higher\n\n###### Far below', [2, 2, 3]],
  ['# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6', [2, 3, 4, 5, 6, 6]],
  ['### First\n\n```sh\n# no heading\n```\n\n#### Below', [2, 3]],
  ['Of a line\n===\n\nAnd one below\n---', [2, 3]],
])('no level is skipped in %j', (text, levels) => expect(levelsIn(text)).toEqual(levels))

it('goes on from piece to piece of a long text, and code is no heading', () => {
  const pieces = [
    { kind: 'markdown', text: '### First\n\n##### Below' } as const,
    { kind: 'code', info: 'sh', code: '# no heading', isClosed: true } as const,
    { kind: 'markdown', text: 'Words.\n\nA line\n---\n' } as const,
    { kind: 'markdown', text: '#### Last' } as const,
  ]
  expect(headingsBefore(pieces)).toEqual(['', '3 5', '3 5', '2'])
})
