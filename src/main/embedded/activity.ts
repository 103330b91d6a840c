/** When somebody last wanted something of the database. What can wait is done when that is a while ago. */
export interface Activity {
  /** Somebody wants something now. */
  note(): void
  /** For how long nobody has, in milliseconds. */
  quietMs(): number
  /** How often somebody has. */
  count(): number
}

export function createActivity(): Activity {
  let last = performance.now()
  let count = 0
  return {
    note() {
      last = performance.now()
      count += 1
    },
    quietMs: () => performance.now() - last,
    count: () => count,
  }
}
