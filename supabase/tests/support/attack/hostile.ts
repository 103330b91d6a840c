// What no well-meaning client would send, by the type of the argument.
import * as fc from 'fast-check'
import type { Sql } from '../engines'
import { attempt } from './watch'

const words = [
  '',
  ' ',
  "'",
  '"',
  '\\',
  '\\\\',
  '%',
  '_',
  ':*',
  '&',
  '|',
  '!',
  '<->',
  '(((',
  '))',
  "a' & !b:*",
  "'a' <2> 'b'",
  '* . ? [ { ^ $ +',
  '(a+)+$',
  '{1,99999}',
  '\\y\\m\\M\\1',
  "'; drop table public.ai_threads; --",
  '$$; reset role; $$',
  '%s %I %L %',
  '\n'.repeat(1000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff\u202e\u200d',
  '👩‍👩‍👧‍👦'.repeat(500),
  '漢'.repeat(5000),
  'é́́́́́',
  'null',
  'NaN',
  'x'.repeat(1_000_000),
  'word '.repeat(200_000),
  '- '.repeat(20_000),
]

// Deeper ones are for the gateway: PGlite itself breaks on them, without an error.
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

const vectorOf = (value: string, length: number) => `[${Array.from({ length }, () => value).join(',')}]`

const documents = [
  'null',
  'true',
  '1e400',
  '"text"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '[1, "a", {}]',
  '{"format": 2, "parts": "text"}',
  '{"format": 2, "parts": [1, null, "a", {"type": "text"}, {"type": "text", "text": 5}, {"type": "text", "text": null}]}',
  '{"parts": {"parts": []}}',
  '{"text": {"text": "a"}}',
  '{"a": "\\u0000"}',
  '{"a": "\\ud800"}',
  '{"": ""}',
  `{"'; drop table public.ai_threads; --": 1, "__proto__": {"a": 1}, "%s": 1, "a.b": 1, "\\\\": 1}`,
  '{"\\u0000": 1}',
  '{"\\udfff": 1}',
  '{"a": 1, "a": 2}',
  `{"${'k'.repeat(1_000_000)}": 1}`,
  `{"a": ${'9'.repeat(200_000)}}`,
  '{"a": NaN}',
  '{',
  nested(100),
  nested(3000),
  JSON.stringify({ a: 'x'.repeat(1_000_000) }),
  JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, index]))),
  JSON.stringify(Array.from({ length: 501 }, () => ({}))),
  JSON.stringify(Array.from({ length: 2001 }, () => ({ kind: 'memory', used: true }))),
  '[{"message_id": "x", "thread_id": null, "role": "user", "content": {}}]',
  '[{"message_id": null, "thread_id": null, "role": 5, "content": null, "created_at": "infinity", "status": {}}]',
  '[{"kind": "memory", "used": true, "item_id": "x", "step": 1e10, "score": 1e400}]',
  ...['[1]', 'NaN', vectorOf('NaN', 1536), vectorOf('1e39', 1536), vectorOf('1', 1537)].map((embedding) =>
    JSON.stringify([{ id: '00000000-0000-0000-0000-000000000000', embedding, model: 'text-embedding-3-small' }]),
  ),
  '[{"kind": "memory", "used": true, "rank": 1.5, "tokens": -1, "parts": {"a": []}}]',
]

/** JSON as it may stand anywhere in a document: numbers without end, keys that look like something else, text that is none. */
export const hostileWithin = [
  '1e400',
  '-1e-400',
  '9'.repeat(400),
  `0.${'3'.repeat(400)}`,
  '1e131071',
  '1e131072',
  '1E+999999999999',
  '-0',
  '1.10',
  'NaN',
  'Infinity',
  '01',
  '{"__proto__": {"constructor": {"prototype": 1}}}',
  `{"'; drop table public.ai_threads; --": "$$; reset role; $$"}`,
  `{"\\"}', '{x}'": 1, "a.b[0]": 2, "$.**": 3, "%s%I": 4, " ": 5, "": 6}`,
  '{"\\u0000": 1}',
  '"\\ud800"',
  '"\\ufeff\\u202e\\u200d"',
  '{"a": 1, "a": 2}',
  'null',
  '[]',
  nested(200),
]

/** What is no vector to compare, as it may be given within JSON. */
export const badVectors: unknown[] = [
  [1],
  [],
  {},
  'NaN',
  'text',
  true,
  vectorOf('NaN', 1536),
  vectorOf('Infinity', 1536),
  vectorOf('1e39', 1536),
  vectorOf('1e400', 1536),
  vectorOf('9'.repeat(400), 1536),
  vectorOf('0', 1536),
  vectorOf('1', 1535),
  vectorOf('1', 1537),
  vectorOf('null', 1536),
  Array.from({ length: 1536 }, () => 'a'),
  Array.from({ length: 1536 }, () => [1]),
]

const byType: Record<string, readonly string[]> = {
  text: words,
  jsonb: documents,
  uuid: ['', 'x', '00000000-0000-0000-0000-00000000000', '00000000-0000-0000-0000-000000000000', "' or true --"],
  vector: [
    '',
    '[]',
    '[1]',
    'NaN',
    vectorOf('0', 1536),
    vectorOf('NaN', 1536),
    vectorOf('Infinity', 1536),
    vectorOf('1e39', 1536),
    vectorOf('3e38', 1536),
    vectorOf('1e-44', 1536),
    vectorOf('1', 1535),
    vectorOf('1', 1537),
    vectorOf('1', 16_001),
  ],
  integer: ['-1', '0', '1', '2147483647', '-2147483648', '2147483648', '1.5', 'x', ''],
  bigint: ['-1', '0', '9223372036854775807', '-9223372036854775808', '9223372036854775808', 'x'],
  real: ['NaN', 'Infinity', '-Infinity', '1e39', '-0', 'x'],
  interval: ['', '-1 day', '1000000 years', '178000000 years', 'infinity', 'x', '0'],
  boolean: ['maybe', '', 'true'],
  'timestamp with time zone': [
    'infinity',
    '-infinity',
    '4714-11-24 BC',
    '294276-12-31T23:59:59Z',
    '294277-01-01T00:00:00Z',
    '2026-02-30',
    'now',
    '',
    '0',
  ],
  'timestamp with time zone[]': [
    '{}',
    '{NULL}',
    '{infinity}',
    '{-infinity,2026-01-01}',
    '{2026-01-01,2026-01-01}',
    '{2026-01-02,2026-01-01}',
    '{{2026-01-01}}',
    '{x}',
    'x',
    `{${Array.from({ length: 100_000 }, (_, second) => `"2026-01-01 00:00:00+00:${String(second % 60).padStart(2, '0')}"`).join(',')}}`,
  ],
  'uuid[]': ['{}', '{NULL}', '{x}', '{{00000000-0000-0000-0000-000000000000}}', 'x', listOf(10_001), listOf(100_000)],
  'text[]': ['{}', '{NULL}', '{message,message,memory}', '{"", "\'"}', '{{message}}', 'x'],
}

/** 10,001 are more than any function takes. */
function listOf(length: number): string {
  const ids = Array.from({ length }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`)
  return `{${ids.join(',')}}`
}

/** Text that may be stored, and should come back. */
export const allWords = words

/** Everything of a type that is listed, for those who want each once. As text, to be cast to the type. */
export function allHostile(type: string): readonly (string | null)[] {
  const known = byType[type]
  if (!known) throw new Error(`Nothing hostile is known of type ${type}.`)
  return [...known, null]
}

/** Longer than this is only the longest of lists: sending it takes a hundred times as long as all the rest. */
const LONGEST_TOGETHER = 2_000_000

/** Any of what the type itself takes, so that it is for the function to refuse. */
export async function hostile(type: string, sql: Sql): Promise<fc.Arbitrary<string | null>> {
  const taken: (string | null)[] = []
  for (const value of allHostile(type)) {
    const { rows } = await attempt(sql, `select $1::text::${type}`, [value])
    if (rows && (value ?? '').length <= LONGEST_TOGETHER) taken.push(value)
  }
  const made = { text: fc.string({ unit: 'binary', maxLength: 60 }), jsonb: fc.json() }[type]
  return fc.oneof(
    { arbitrary: fc.constantFrom(...taken), weight: 6 },
    { arbitrary: fc.constant(null), weight: 1 },
    ...(made ? [{ arbitrary: made, weight: 2 }] : []),
  )
}

/**
 * What an error may be: a value that is refused, a limit, a request that is not allowed or not understood. PostgREST
 * answers these with 4xx. Not among them: anything about syntax or names, which would mean that a value became SQL.
 */
export const isCleanRefusal = /^(22|23|54|PT4|25006|42501)/
