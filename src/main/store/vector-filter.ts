// The filters that a vector in a row of its message can answer. Whatever else is asked is refused by name: a filter that
// is passed over shows somebody what they did not ask for.
import { refusedVector } from './vector-errors'

/** Where to search. At least one of them. */
export interface VectorScope {
  threadId?: string
  resourceId?: string
}

/** Which vectors. */
export type VectorTargets = { ids: string[] } | { threadId: string }

const scopes: Record<string, keyof VectorScope> = { thread_id: 'threadId', resource_id: 'resourceId' }

/** `{resource_id}`, `{thread_id}`, both, or `$and` of these. Null when no row can be in all of them. */
export function readScope(operation: string, filter: unknown): VectorScope | null {
  const scope: VectorScope = {}
  let isEmpty = false
  const read = (part: unknown): void => {
    for (const [key, value] of entries(operation, filter, part)) {
      const name = scopes[key]
      if (key === '$and' && Array.isArray(value) && value.length > 0) value.forEach(read)
      else if (name && typeof value === 'string') {
        isEmpty ||= scope[name] !== undefined && scope[name] !== value
        scope[name] = value
      } else throw unknownFilter(operation, filter)
    }
  }
  read(filter)
  return isEmpty ? null : scope
}

/** `{<idField>: id}`, `{<idField>: {$in: ids}}` or `{thread_id}`. */
export function readTargets(operation: string, filter: unknown, idField: string): VectorTargets {
  const [only, ...more] = entries(operation, filter, filter)
  if (!only || more.length > 0) throw unknownFilter(operation, filter)
  const [key, value] = only
  if (key === 'thread_id' && typeof value === 'string') return { threadId: value }
  const ids = key === idField ? idsIn(value) : undefined
  if (!ids) throw unknownFilter(operation, filter)
  return { ids }
}

function idsIn(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== '$in' || !('$in' in value)) return
  const { $in: ids } = value
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : undefined
}

/** Of an object with something in it. */
function entries(operation: string, filter: unknown, part: unknown): [string, unknown][] {
  const isObject = typeof part === 'object' && part !== null && !Array.isArray(part)
  const found = isObject ? Object.entries(part).filter(([, value]) => value !== undefined) : []
  if (found.length === 0) throw unknownFilter(operation, filter)
  return found
}

function unknownFilter(operation: string, filter: unknown) {
  return refusedVector(operation, `The Kith vector store cannot filter by ${JSON.stringify(filter) ?? 'nothing'}`)
}
