import { expect, test } from 'vitest'
import type { PersonaCard } from '../../../../shared/contract/personas'
import { arranged, firstLine } from './arranged'

function card(name: string | null, more: Partial<PersonaCard> = {}): PersonaCard {
  const persona =
    name === null
      ? null
      : {
          id: crypto.randomUUID(),
          name,
          accent: 'pine' as const,
          instructions: `You are ${name}.`,
          settings: {},
          invalid: [],
        }
  return {
    persona,
    isArchived: false,
    madeAt: null,
    threads: 0,
    memories: 0,
    proposals: 0,
    lastMessageAt: null,
    ...more,
  }
}

const cards = [
  card(null, { threads: 9 }),
  card('Coach', { madeAt: '2026-01-01', lastMessageAt: '2026-02-01', memories: 2 }),
  card('Ängstlich', { madeAt: '2026-01-02', memories: 7 }),
  card('Zoe', { madeAt: '2026-01-03', lastMessageAt: '2026-03-01' }),
  card('Old', { madeAt: '2026-01-04', isArchived: true }),
]
const names = (some: readonly PersonaCard[]) => some.map(({ persona }) => persona?.name ?? null)

test('personas stand in the order that was chosen, and no persona last in each', () => {
  expect(names(arranged(cards, '', 'made').shown)).toEqual(['Coach', 'Ängstlich', 'Zoe', null])
  expect(names(arranged(cards, '', 'name').shown)).toEqual(['Ängstlich', 'Coach', 'Zoe', null])
  expect(names(arranged(cards, '', 'talked').shown)).toEqual(['Zoe', 'Coach', 'Ängstlich', null])
  expect(names(arranged(cards, '', 'knows').shown)).toEqual(['Ängstlich', 'Coach', 'Zoe', null])
})

test('archived ones stand by themselves, and are found like the others', () => {
  expect(names(arranged(cards, '', 'made').archived)).toEqual(['Old'])
  expect(names(arranged(cards, 'you are OLD', 'made').archived)).toEqual(['Old'])
})

test('a search looks through names and instructions, in any case, and nobody in particular has neither', () => {
  expect(names(arranged(cards, ' ÄNGST', 'made').shown)).toEqual(['Ängstlich'])
  expect(names(arranged(cards, 'you are z', 'made').shown)).toEqual(['Zoe'])
  expect(arranged(cards, 'nobody is called this', 'made')).toEqual({ shown: [], archived: [] })
})

test('the first line is the first that says something', () => {
  expect(firstLine('\n  \n  You are Coach.\nMore.')).toBe('You are Coach.')
  expect(firstLine(' \n')).toBe('')
})
