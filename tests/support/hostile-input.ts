// Inputs for a route from its own schema: mostly of the right shape, so that they get past the door, and with the worst
// in them that shape allows; sometimes of no shape at all.
import * as fc from 'fast-check'
import { z } from 'zod'

type JsonSchema = Exclude<z.core.JSONSchema._JSONSchema, boolean>

/** @param ids of things that are there, so that not every call ends at "not found" */
export function hostileInput(schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return ofShape(shape, { definitions: shape.$defs ?? {}, ids, depth: 0 })
}

interface Around {
  definitions: Record<string, unknown>
  ids: readonly string[]
  depth: number
}

function ofShape(shape: JsonSchema, around: Around): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: asAsked(shape, around) }, { weight: 1, arbitrary: junk })
}

function asAsked(shape: JsonSchema, around: Around): fc.Arbitrary<unknown> {
  const inner = { ...around, depth: around.depth + 1 }
  if (inner.depth > 12) return fc.constant(null)
  if (shape.$ref !== undefined) {
    return asAsked((around.definitions[shape.$ref.replace('#/$defs/', '')] ?? {}) as JsonSchema, inner)
  }
  const ways = shape.anyOf ?? shape.oneOf
  if (ways) return fc.oneof(...ways.map((way) => asAsked(way, inner)))
  if (shape.const !== undefined) return fc.constant(shape.const)
  if (shape.enum) return fc.constantFrom(...shape.enum)
  switch (shape.type) {
    case 'object':
      return objectOf(shape, inner)
    case 'array':
      return fc.array(ofShape((shape.items ?? {}) as JsonSchema, inner), { maxLength: 4 })
    case 'string':
      return stringOf(shape, around)
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 60 }), fc.constantFrom(...hostileNumbers))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.oneof(fc.jsonValue({ maxDepth: 2 }), bytes)
  }
}

function objectOf(shape: JsonSchema, around: Around): fc.Arbitrary<unknown> {
  const properties = Object.entries(shape.properties ?? {})
  const model = Object.fromEntries(
    properties.map(([name, property]) => [
      name,
      // Whatever program a server of tools is, it would be started.
      name === 'command' ? fc.constant('/there/is/no/such/program') : ofShape(property as JsonSchema, around),
    ]),
  )
  const known = fc.record(model, { requiredKeys: shape.required ?? [] })
  if (properties.length > 0) return known
  return fc.dictionary(fc.constantFrom(...hostileStrings), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
}

function stringOf(shape: JsonSchema, { ids }: Around): fc.Arbitrary<string> {
  if (shape.format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...ids))
  if (shape.format === 'date-time') {
    return fc.constantFrom('2026-11-20T10:00:00.000Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-02-30')
  }
  // Nobody listens there, and nobody is asked where it is.
  if (shape.format === 'uri')
    return fc.constantFrom('http://127.0.0.1:1', 'http://127.0.0.1:1/v1?x=%00', 'ftp://x', 'x')
  return fc.oneof(
    fc.constantFrom(...hostileStrings),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
  )
}

const hostileNumbers = [
  -1,
  -0,
  0.5,
  1e9,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
]

const hostileStrings = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\u202E\u0000\uFFFF',
  "'; drop table public.ai_messages; --",
  "') or true --",
  '%',
  '\\',
  '{}',
  '{"a":',
  '[[[[',
  '$1',
  '"',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '..\\..\\settings.json',
  '../settings.json',
  'a'.repeat(70_000),
  '😀'.repeat(500),
  'to_tsquery & | ! <-> :*',
  'persona:x before:y has:z role:',
  'NaN',
  'infinity',
  '-infinity',
]

const bytes = fc.uint8Array({ maxLength: 50 }).map((data) => new Blob([data]))

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    [],
    {},
    '',
    0,
    Number.NaN,
    new Date(0),
    new Map(),
    new Set([1]),
    10n ** 30n,
  ),
  fc.jsonValue({ maxDepth: 3 }),
  bytes,
)
