// Filters somebody types among the words: persona:Coach, after:"1 June", -- each becomes a chip as soon as it is whole.
import type { FoundPart } from '../../../shared/contract/search'
import type { Filter, FilterName } from '../../state/search'
import { dayOf } from './typed-day'
import { words } from './words'

export interface KnownPersona {
  id: string
  name: string
}

interface TypedFilters {
  text: string
  filters: Filter[]
  /** What looks like a filter and is none: "persona:nobody". */
  unknown: string | null
}

const english: readonly FilterName[] = ['persona', 'before', 'after', 'role', 'tag', 'has']
const parts: readonly FoundPart[] = ['file', 'link', 'code', 'memory', 'metadata']
const prefixed = /(^|\s)(\p{L}+):(?:"([^"]*)"|(\S+))(?=\s|$)/gu

/** @param isWhole the end of the text ends a filter, too: somebody has pressed Enter. Until then one may still be typed. */
export function readFilters(text: string, personas: readonly KnownPersona[], now: Date, isWhole = false): TypedFilters {
  const filters: Filter[] = []
  let unknown: string | null = null
  const rest = text.replace(prefixed, (all, before: string, prefix: string, quoted?: string, bare?: string, at = 0) => {
    const name = nameOf(prefix)
    const typed = quoted ?? bare ?? ''
    const isEnded = isWhole || quoted !== undefined || (at as number) + all.length < text.length
    if (!name || typed === '' || !isEnded) return all
    const value = valueOf(name, typed, personas, now)
    if (value === null) {
      unknown = `${prefix}:${typed}`
      return all
    }
    filters.push({ name, value })
    return before
  })
  return { text: filters.length === 0 ? text : rest.replace(/^\s+/, '').replace(/\s{2,}/g, ' '), filters, unknown }
}

function nameOf(prefix: string): FilterName | undefined {
  const typed = prefix.toLowerCase()
  return english.find((name) => typed === name || typed === words.filters.names[name])
}

function valueOf(name: FilterName, typed: string, personas: readonly KnownPersona[], now: Date): string | null {
  const text = typed.trim().toLowerCase()
  switch (name) {
    case 'persona':
      return personaOf(text, personas)
    case 'before':
    case 'after':
      return dayOf(typed, now, words.typed)
    case 'role':
      if (words.typed.you.includes(text)) return 'user'
      return words.typed.assistant.includes(text) ? 'assistant' : null
    case 'tag':
      return text === '' ? null : text.slice(0, 128)
    case 'has':
      return parts.find((part) => part === text || words.filters.parts[part].toLowerCase() === text) ?? null
  }
}

/** By its whole name, or by a beginning that only one has. */
function personaOf(text: string, personas: readonly KnownPersona[]): string | null {
  if (words.typed.none.includes(text)) return 'none'
  const whole = personas.find(({ name }) => name.toLowerCase() === text)
  const begun = personas.filter(({ name }) => name.toLowerCase().startsWith(text))
  return whole?.id ?? (begun.length === 1 && begun[0] ? begun[0].id : null)
}
