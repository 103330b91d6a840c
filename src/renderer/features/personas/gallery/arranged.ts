// Which personas a gallery shows, and in which order.
import type { PersonaCard } from '../../../../shared/contract/personas'
import { locale } from '../../../lib/language'

export type Order = 'made' | 'name' | 'talked' | 'knows'

export interface Arranged {
  /** No persona last: it is there, and nobody in particular. */
  shown: PersonaCard[]
  archived: PersonaCard[]
}

export function arranged(cards: readonly PersonaCard[], search: string, order: Order): Arranged {
  const wanted = search.trim().toLocaleLowerCase(locale)
  const found = cards.filter(
    ({ persona }) =>
      wanted === '' ||
      (persona !== null && `${persona.name}\n${persona.instructions}`.toLocaleLowerCase(locale).includes(wanted)),
  )
  const inOrder = found.filter(({ persona }) => persona !== null).toSorted(orders[order])
  return {
    shown: [...inOrder.filter(({ isArchived }) => !isArchived), ...found.filter(({ persona }) => persona === null)],
    archived: inOrder.filter(({ isArchived }) => isArchived),
  }
}

const names = new Intl.Collator(locale, { numeric: true })
const byTime = (one: string | null, other: string | null) => (one ?? '').localeCompare(other ?? '', 'en')

const orders: Record<Order, (one: PersonaCard, other: PersonaCard) => number> = {
  made: (one, other) => byTime(one.madeAt, other.madeAt),
  name: (one, other) => names.compare(one.persona?.name ?? '', other.persona?.name ?? ''),
  talked: (one, other) => byTime(other.lastMessageAt, one.lastMessageAt),
  knows: (one, other) => other.memories - one.memories || other.threads - one.threads,
}

/** The first line that says something: what a persona is told first. */
export function firstLine(instructions: string): string {
  return (
    instructions
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  )
}
