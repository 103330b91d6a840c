// The schema of a stranger's tool, as far as it can be trusted: a model is told it and arguments are checked against it, so
// nothing in it may be large, endless, or slow to match.
import type { JsonSchema } from './tool'

const MOST_CHARACTERS = 20_000
const DEEPEST = 12

/** Patterns of a stranger can take for ever to match; references can lead in circles or into the network. */
const dropped = new Set([
  'pattern',
  'patternProperties',
  'format',
  '$schema',
  '$id',
  '$ref',
  '$defs',
  'definitions',
  '$anchor',
  '$dynamicRef',
  '$recursiveRef',
  'examples',
  'default',
])

export const anything: JsonSchema = { type: 'object' }

/** What is no schema of an object at all becomes one that takes anything. */
export function tameSchema(schema: unknown): JsonSchema {
  const tamed = tame(schema, 0)
  if (typeof tamed !== 'object' || tamed === null || Array.isArray(tamed)) return anything
  const object = { ...tamed, type: 'object' as const }
  return JSON.stringify(object).length > MOST_CHARACTERS ? anything : object
}

function tame(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) return {}
  if (Array.isArray(value)) return value.slice(0, 200).map((item) => tame(item, depth + 1))
  if (typeof value === 'string') return value.slice(0, 1_000)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !dropped.has(name))
      .slice(0, 200)
      .map(([name, held]) => [name, tame(held, depth + 1)]),
  )
}

/** Null when the arguments fit, else what is wrong, in words. */
export async function mismatchOf(schema: JsonSchema, args: unknown): Promise<string | null> {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return 'The arguments must be an object.'
  const { toStandardSchema } = await import('@mastra/core/schema')
  try {
    const checked = await toStandardSchema(schema as Parameters<typeof toStandardSchema>[0])['~standard'].validate(args)
    if (!checked.issues) return null
    return checked.issues.map(({ message, path }) => [pathOf(path), message].filter(Boolean).join(' ')).join('; ')
  } catch {
    // The schema itself is none; then the tool has to see to it.
    return null
  }
}

function pathOf(path: readonly unknown[] | undefined): string {
  return (path ?? [])
    .map((step) => (typeof step === 'object' && step !== null && 'key' in step ? String(step.key) : String(step)))
    .join('.')
}
