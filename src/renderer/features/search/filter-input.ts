// Chips as main takes them, and as one reads them.
import type { FoundPart } from '../../../shared/contract/search'
import { dayName } from '../../lib/dates'
import type { Filter } from '../../state/search'
import { startOf } from './typed-day'
import type { KnownPersona } from './typed-filters'
import { words } from './words'

export function filterInput(filters: readonly Filter[]) {
  const value = (name: Filter['name']) => filters.find((one) => one.name === name)?.value
  const all = (name: Filter['name']) => filters.filter((one) => one.name === name).map((one) => one.value)
  const [persona, role, after, before] = [value('persona'), value('role'), value('after'), value('before')]
  const speaker = (['user', 'assistant'] as const).find((one) => one === role)
  return {
    ...(persona !== undefined && { personaId: persona === 'none' ? null : persona }),
    ...(speaker && { role: speaker }),
    ...(after !== undefined && { since: startOf(after).toISOString() }),
    ...(before !== undefined && { until: startOf(before).toISOString() }),
    tags: all('tag'),
    has: all('has') as FoundPart[],
  }
}

/** "persona: Coach". */
export function wordsOfFilter({ name, value }: Filter, personas: readonly KnownPersona[], now: Date): string {
  return words.filters.chip(words.filters.names[name], shown(name, value, personas, now))
}

function shown(name: Filter['name'], value: string, personas: readonly KnownPersona[], now: Date): string {
  if (name === 'persona')
    return value === 'none' ? words.filters.noPersona : (personas.find(({ id }) => id === value)?.name ?? '…')
  if (name === 'before' || name === 'after') return dayName(startOf(value), now)
  if (name === 'role') return words.filters.roles[value === 'user' ? 'user' : 'assistant']
  return name === 'has' ? words.filters.parts[value as FoundPart] : value
}
