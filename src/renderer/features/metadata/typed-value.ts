// A value as a person writes it, by its type, and as JSON.
import { METADATA_VALUE_LIMIT } from '../../../shared/domain/limits'
import { problemOfJson, storedSize, tidyJson } from './scan-json'
import type { JsonProblem } from './scan-json'

export const valueTypes = ['text', 'number', 'yes-no', 'date', 'json'] as const
export type ValueType = (typeof valueTypes)[number]

export interface Typed {
  type: ValueType
  /** What stands in the field. */
  written: string
}

export type ValueProblem =
  | { kind: 'json'; problem: JsonProblem }
  | { kind: 'number' | 'date' | 'yes-no' | 'character' }
  | { kind: 'large'; size: number }

const dateForm = /^\d{4}-\d{2}-\d{2}$/

/** Which type JSON is of, and how it stands in that type's field. */
export function typedOf(json: string): Typed {
  if (json.startsWith('"')) {
    const said = JSON.parse(json) as string
    return { type: isDate(said) ? 'date' : 'text', written: said }
  }
  if (json === 'true' || json === 'false') return { type: 'yes-no', written: json }
  if (/^-?\d/.test(json)) return { type: 'number', written: json }
  return { type: 'json', written: tidyJson(json) }
}

/** What is wrong with it, or null. */
export function problemOf({ type, written }: Typed): ValueProblem | null {
  if (type === 'json') {
    const problem = problemOfJson(written)
    if (problem) return { kind: 'json', problem }
  }
  if (type === 'number' && !/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(written.trim()))
    return { kind: 'number' }
  if (type === 'yes-no' && written !== 'true' && written !== 'false') return { kind: 'yes-no' }
  if (type === 'date' && !isDate(written)) return { kind: 'date' }
  if (type === 'text' && (written.includes('\0') || !written.isWellFormed())) return { kind: 'character' }
  const size = storedSize(jsonOf({ type, written }))
  return size > METADATA_VALUE_LIMIT ? { kind: 'large', size } : null
}

/** As it is sent. For what has no problem. */
export function jsonOf({ type, written }: Typed): string {
  return type === 'text' || type === 'date' ? JSON.stringify(written) : written.trim()
}

/** The same in the field of another type, as far as there is such a thing; nothing that was written is thrown away. */
export function asType(typed: Typed, type: ValueType): Typed {
  if (type === typed.type) return typed
  const { written } = typed
  const said = typed.type === 'json' ? textInJson(written) : written
  switch (type) {
    case 'text':
      return { type, written: said }
    case 'json':
      return { type, written: problemOf(typed) === null ? jsonOf(typed) : JSON.stringify(written.toWellFormed()) }
    case 'yes-no':
      return { type, written: said.trim() === '' ? 'true' : said }
    case 'number':
    case 'date':
      return { type, written: said.trim() }
  }
}

function textInJson(written: string): string {
  return problemOfJson(written) === null && written.trim().startsWith('"') ? (JSON.parse(written) as string) : written
}

function isDate(said: string): boolean {
  if (!dateForm.test(said)) return false
  const day = new Date(`${said}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(said)
}
