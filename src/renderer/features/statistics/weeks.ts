// Weeks as the person counts them: from Monday, midnight where they are, also where clocks change.

/** When each of the last weeks begins, the present one last. */
export function weekStarts(now: Date, count: number): Date[] {
  const sinceMonday = (now.getDay() + 6) % 7
  return Array.from(
    { length: count },
    (_, index) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - sinceMonday - 7 * (count - 1 - index)),
  )
}
