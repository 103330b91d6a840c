// Reads JSON as it is written and never makes values of it: numbers keep all their digits, and a wrong place is named by
// line and column, in every browser in the same way.

import { METADATA_NESTING_LIMIT } from '../../../shared/domain/limits'

export type JsonFault =
  | 'nothing'
  | 'value'
  | 'name'
  | 'colon'
  | 'comma'
  | 'open'
  | 'more'
  | 'string'
  | 'control'
  | 'escape'
  | 'number'
  | 'twice'
  | 'deep'
  | 'character'

export interface JsonProblem {
  fault: JsonFault
  /** From 1. */
  line: number
  column: number
  /** What is meant: the name that stands there twice. */
  what?: string
}

interface Token {
  /** One of `{}[]:,`, `"` for a string, `0` for a number, `a` for true, false and null, `!` for what should be a number, `?` for the rest. */
  kind: string
  text: string
  at: number
}

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const wordForm = /[\p{L}\p{N}_$+.-]+/uy
// Of the control characters JSON forbids those below the space; what it is written with leaves the others as they are.
const stringForm = /"(?:[^"\\\p{Cc}]|[\u007F-\u009F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy

class Fault extends Error {
  constructor(
    readonly fault: JsonFault,
    readonly at: number,
    readonly what?: string,
  ) {
    super(fault)
  }
}

/** What is wrong with it, or null. */
export function problemOfJson(text: string): JsonProblem | null {
  try {
    check(tokensOf(text), text.length)
    return null
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const before = text.slice(0, error.at).split('\n')
    return {
      fault: error.fault,
      line: before.length,
      column: [...(before.at(-1) ?? '')].length + 1,
      ...(error.what !== undefined && { what: error.what }),
    }
  }
}

/** The same, each part on a line of its own. For what has no problem. */
export function tidyJson(text: string): string {
  const parts: string[] = []
  let depth = 0
  const tokens = [...tokensOf(text)]
  const newLine = () => parts.push('\n', '  '.repeat(depth))
  tokens.forEach(({ kind, text: written }, index) => {
    const isEmpty = tokens[index + 1]?.kind === closing[kind]
    if (kind === '}' || kind === ']') {
      depth -= 1
      if (tokens[index - 1]?.kind !== opening[kind]) newLine()
    }
    parts.push(kind === ':' ? ': ' : written)
    if (kind === '{' || kind === '[') {
      depth += 1
      if (!isEmpty) newLine()
    }
    if (kind === ',') newLine()
  })
  return parts.join('')
}

/** Bytes of it as the database writes it. For what has no problem. */
export function storedSize(text: string): number {
  let size = 0
  for (const { kind, text: written } of tokensOf(text)) {
    if (kind === '"') size += stringSize(JSON.parse(written) as string)
    else size += written.length + (kind === ':' || kind === ',' ? 1 : 0)
  }
  return size
}

const closing: Record<string, string> = { '{': '}', '[': ']' }
const opening: Record<string, string> = { '}': '{', ']': '[' }

// It escapes no more than it must.
function stringSize(said: string): number {
  const escaped = said.replace(/["\\\b\f\n\r\t]/g, '--').replace(/[\p{Cc}]/gu, (sign) => (sign < ' ' ? '------' : sign))
  return new TextEncoder().encode(escaped).length + 2
}

function* tokensOf(text: string): Generator<Token> {
  let at = 0
  while (at < text.length) {
    const sign = text[at] as string
    if (' \t\n\r'.includes(sign)) {
      at += 1
      continue
    }
    const token = '{}[]:,'.includes(sign) ? { kind: sign, text: sign, at } : longToken(text, at)
    yield token
    at += token.text.length
  }
}

function longToken(text: string, at: number): Token {
  if (text[at] === '"') return stringToken(text, at)
  const word = matchAt(wordForm, text, at)
  if (word === 'true' || word === 'false' || word === 'null') return { kind: 'a', text: word, at }
  const digits = matchAt(numberForm, text, at)
  if (digits && digits.length >= (word?.length ?? 0)) return { kind: '0', text: digits, at }
  // What it should have been depends on where it stands.
  const said = word ?? (text[at] as string)
  return { kind: /^[-+.\d]/.test(said) ? '!' : '?', text: said, at }
}

function stringToken(text: string, at: number): Token {
  const whole = matchAt(stringForm, text, at)
  if (whole === null) throw stringFault(text, at)
  const said = JSON.parse(whole) as string
  // The database keeps neither.
  if (said.includes('\0') || !said.isWellFormed()) throw new Fault('character', at)
  return { kind: '"', text: whole, at }
}

function stringFault(text: string, start: number): Fault {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at] as string
    if (sign === '"') break
    if (sign === '\\') {
      if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at, at + 6))) return new Fault('escape', at)
      at += 1
    } else if (sign === '\n') return new Fault('string', start)
    else if (sign < ' ') return new Fault('control', at)
  }
  return new Fault('string', start)
}

function matchAt(form: RegExp, text: string, at: number): string | null {
  form.lastIndex = at
  return form.exec(text)?.[0] ?? null
}

interface Open {
  kind: '{' | '['
  names: Set<string>
}

type Wanted = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma' | 'nothing'

/** Whether tokens come in an order that is JSON. */
function check(tokens: Iterable<Token>, end: number): void {
  const open: Open[] = []
  let wants = 'value' as Wanted
  let isEmpty = true
  const afterValue = () => {
    wants = open.length > 0 ? 'comma' : 'nothing'
  }

  for (const token of tokens) {
    isEmpty = false
    const inside = open.at(-1)
    const { kind, at } = token
    if (wants === 'nothing') throw new Fault('more', at)
    if (wants === 'colon') {
      if (kind !== ':') throw new Fault('colon', at)
      wants = 'value'
    } else if (wants === 'comma' && kind === ',') wants = inside?.kind === '{' ? 'name' : 'value'
    else if (inside && kind === closing[inside.kind] && wants !== 'name' && wants !== 'value') {
      open.pop()
      afterValue()
    } else if (wants === 'comma') throw new Fault('comma', at)
    else if (wants === 'name' || wants === 'name or end') {
      if (kind !== '"') throw new Fault('name', at)
      const name = JSON.parse(token.text) as string
      if (inside?.names.has(name)) throw new Fault('twice', at, name)
      inside?.names.add(name)
      wants = 'colon'
    } else if (kind === '{' || kind === '[') {
      if (open.length === METADATA_NESTING_LIMIT) throw new Fault('deep', at)
      open.push({ kind, names: new Set() })
      wants = kind === '{' ? 'name or end' : 'value or end'
    } else if (kind === '"' || kind === '0' || kind === 'a') afterValue()
    else throw new Fault(kind === '!' ? 'number' : 'value', at)
  }
  if (isEmpty) throw new Fault('nothing', end)
  if (wants !== 'nothing') throw new Fault(open.length > 0 ? 'open' : 'value', end)
}
