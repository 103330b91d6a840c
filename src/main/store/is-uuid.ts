const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether the database could read it as `uuid`: asking with anything else would be an error, not an empty answer. */
export function isUuid(id: string): boolean {
  return UUID.test(id)
}
