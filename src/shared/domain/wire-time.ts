/**
 * A `timestamptz` as the contract carries it: ISO 8601 in UTC. Microseconds stay, because a page of a list ends at
 * exactly this point in time.
 */
export function toWireTime(value: string): string {
  return /\+00(:00)?$/.test(value) ? value.replace(/\+00(:00)?$/, 'Z') : new Date(value).toISOString()
}
