import { toStorableJson } from '../storable-json'

/** As text, whatever the order of keys, which a database does not keep. */
export function orderedJson(value: unknown): string {
  return JSON.stringify(inOrder(toStorableJson(value)))
}

type Fields = Record<string, unknown> | null | undefined

/** Whether everything in `wanted` is in `found` and the same. There may be more. */
export function holds(found: Fields, wanted: Fields): boolean {
  return Object.entries(wanted ?? {}).every(
    ([key, value]) => value === undefined || (found && key in found && orderedJson(found[key]) === orderedJson(value)),
  )
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, held]) => [key, inOrder(held)]))
}
