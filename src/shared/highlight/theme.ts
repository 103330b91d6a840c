// What colours a piece of code is decided here and said in reading.css, and for files in html-style.ts: keyword slate, string moss, number clay, comment
// quiet. A theme may only carry colours, so each kind has one that stands for it and is never shown.
import type { ThemeRegistration } from '@shikijs/core'

export type TokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'inserted' | 'deleted'

const scopes: Record<TokenKind, string[]> = {
  keyword: [
    'keyword',
    'storage',
    'entity.name.tag',
    'variable.language',
    'support.type.primitive',
    'punctuation.definition.tag',
  ],
  string: ['string', 'constant.other.symbol', 'markup.inline.raw', 'support.constant.property-value'],
  number: ['constant.numeric', 'constant.language', 'constant.character.escape', 'keyword.other.unit'],
  comment: ['comment', 'punctuation.definition.comment'],
  name: ['entity.name.function', 'support.function', 'entity.name.section', 'markup.heading'],
  inserted: ['markup.inserted'],
  deleted: ['markup.deleted'],
}

const kinds = Object.keys(scopes) as TokenKind[]

const colourOf = (kind: TokenKind) => `#00000${kinds.indexOf(kind) + 1}`

export const theme: ThemeRegistration = {
  name: 'kinds',
  type: 'light',
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    ...kinds.map((kind) => ({ scope: scopes[kind], settings: { foreground: colourOf(kind) } })),
    // Signs are not words, even where a grammar calls them keywords.
    { scope: ['keyword.operator', 'punctuation', 'meta.brace'], settings: { foreground: '#000000' } },
    {
      scope: ['keyword.operator.new', 'keyword.operator.expression', 'keyword.operator.logical.python'],
      settings: { foreground: colourOf('keyword') },
    },
    { scope: ['punctuation.definition.string'], settings: { foreground: colourOf('string') } },
    { scope: ['punctuation.definition.comment'], settings: { foreground: colourOf('comment') } },
  ],
}

const byColour = new Map(kinds.map((kind) => [colourOf(kind), kind]))

export function kindOfColour(colour: string | undefined): TokenKind | null {
  return byColour.get((colour ?? '').toLowerCase()) ?? null
}
