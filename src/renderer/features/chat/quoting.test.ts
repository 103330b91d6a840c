import { expect, it, vi } from 'vitest'

vi.mock('../../state/drafts', () => ({ useDrafts: {}, draftOfThread: String }))
vi.mock('../../state/open', () => ({ useOpen: {} }))
vi.mock('./use-sending', () => ({ useSending: {} }))
vi.mock('./parts', () => ({ textOfMessage: String }))
const { quoted } = await import('./quoting')

it('marks every line, empty ones too', () => {
  expect(quoted('one\n\ntwo')).toBe('> one\n>\n> two')
})

it('leaves no line of a quote for one’s own words, however lines end', () => {
  expect(quoted('\r\n  one  \r\n```\r\ncode\r\n```\r\n')).toBe('> one\n> ```\n> code\n> ```')
})

it('quotes a quote', () => {
  expect(quoted('> said before')).toBe('> > said before')
})
