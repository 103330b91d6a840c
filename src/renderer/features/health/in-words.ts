import type { Memory } from '../../../shared/contract/memories'
import { glimpse } from '../../../shared/domain/glimpse'
import { shortDate } from '../../lib/dates'
import { words } from './words'

/** Its kind, its day, and how often it helped. */
export function factsOf({ kind, createdAt, usedCount }: Memory): string {
  return words.facts(kind, shortDate(new Date(createdAt), new Date()), usedCount)
}

/** So much of it as fits the name of a button. */
export function beginning(content: string): string {
  const shown = glimpse(content)
  const signs = [...shown]
  return signs.length > 60 ? `${signs.slice(0, 60).join('')}…` : shown
}
