// What may be said of an event besides its error. A field that is not listed cannot be written down, nor a word that is not.
import { isKnownCode, isSqlState } from './known-codes'

/** Each of the contract's is here: see facts.test.ts. Said once more, because at the start the contract is not loaded yet. */
const words = {
  phase: listed(
    `starting ready signed-out failed online offline
     elsewhere current checking available downloading downloaded waiting`,
  ),
  step: listed('database restoring backing-up migrating account'),
  /** Of a host, and of a profile. */
  kind: listed('electron browser embedded remote'),
  /** How a process ended, as Electron has it. */
  reason: listed('clean-exit abnormal-exit killed crashed oom launch-failed integrity-failure memory-eviction'),
  where: listed('window promise all sidebar conversation page inspector dialog other'),
}
const version = /^\d{1,5}(?:\.\d{1,6}){1,3}(?:-(?:alpha|beta|rc|next|dev|nightly)(?:\.?\d{1,8}){0,2})?$/
const versions = ['version', 'kith', 'node', 'electron', 'chromium'] as const
/** The kernel of a Linux is named by whoever built it. */
const system = /^(?:Linux|Darwin|Windows_NT|FreeBSD) \d[\w.+~-]{0,60}, [a-z\d]{2,10}$/
const numbers = ['status', 'count'] as const
const flags = ['isOn', 'isReadOnly'] as const

type Word = keyof typeof words
const wordFields = Object.keys(words) as Word[]
const fields = [...wordFields, ...versions, 'code', 'system', ...numbers, ...flags] as const

/**
 * `kind` is one of Kith's own words for a database or a host, never a name that somebody gave; `status` an answer's, as HTTP has
 * it; `reason` one of Electron's words for how a process ended.
 */
export type Facts = Partial<
  Record<Word | (typeof versions)[number] | 'code' | 'system', string | null> &
    Record<(typeof numbers)[number], number> &
    Record<(typeof flags)[number], boolean>
>

/** Whatever is not a word that such a fact can be is left out. */
export function chooseFacts(facts: Facts): Facts {
  return Object.fromEntries(
    fields.map((field) => [field, facts[field]] as const).filter(([field, value]) => isFact(field, value)),
  )
}

function isFact(field: (typeof fields)[number], value: unknown): boolean {
  if (numbers.some((one) => one === field)) return typeof value === 'number'
  if (flags.some((one) => one === field)) return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  const known = wordFields.find((one) => one === field)
  if (known) return words[known].has(value)
  if (field === 'code') return value === 'unknown' || isKnownCode(value) || isSqlState(value)
  return (field === 'system' ? system : version).test(value)
}

function listed(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
