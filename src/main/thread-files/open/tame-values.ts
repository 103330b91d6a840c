import { toStorableText } from '../../../shared/domain/stored-text'

/**
 * Makes of parsed JSON what the database can hold, where it lies: texts without NUL and halves of characters, numbers that are
 * some, and no key that would change what an object is. Without recursion, whatever the depth.
 */
export function tameValues(value: unknown): unknown {
  const root = { value: tameLeaf(value) }
  const open: object[] = isContainer(root.value) ? [root.value] : []
  for (let held = open.pop(); held; held = open.pop()) {
    if (Array.isArray(held)) {
      for (const [at, item] of held.entries()) {
        held[at] = tameLeaf(item)
        if (isContainer(held[at])) open.push(held[at])
      }
    } else tameObject(held as Record<string, unknown>, open)
  }
  return root.value
}

function tameObject(held: Record<string, unknown>, open: object[]): void {
  for (const key of Object.keys(held)) {
    const storable = toStorableText(key)
    const item = tameLeaf(held[key])
    if (storable !== key || key === '__proto__') delete held[key]
    if (key === '__proto__') continue
    held[storable] = item
    if (isContainer(item)) open.push(item)
  }
}

function tameLeaf(value: unknown): unknown {
  if (typeof value === 'string') return toStorableText(value)
  // JSON has numbers that no computer has: 1e999.
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
