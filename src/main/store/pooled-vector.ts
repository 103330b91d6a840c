// Vectors as the database keeps them: 1,536 numbers, of which only the direction counts.

/** How many numbers a vector has in the database. */
export const DIMENSIONS = 1_536

/** A shorter vector, filled up: zeros change neither lengths nor angles. */
export function padded(vector: readonly number[]): number[] {
  return [...vector, ...Array.from({ length: Math.max(0, DIMENSIONS - vector.length) }, () => 0)]
}

/**
 * The direction of several vectors together: their mean, each of length 1 first, as a vector of length 1. Where they
 * cancel each other out the heaviest speaks for all. Null when none of them points anywhere.
 */
export function pooled(vectors: readonly (readonly number[])[], weights?: readonly number[]): number[] | null {
  const directions = vectors.flatMap((vector, index) => {
    const direction = normalised(vector)
    return direction ? [{ direction, weight: weights?.[index] ?? 1 }] : []
  })
  const [first] = directions
  if (!first) return null
  if (directions.length === 1) return first.direction
  const sum = first.direction.map((_, place) =>
    directions.reduce((total, { direction, weight }) => total + weight * (direction[place] ?? 0), 0),
  )
  // What is left of vectors that cancel each other out is the error of the arithmetic, and no direction.
  const total = directions.reduce((all, { weight }) => all + weight, 0)
  const mean = Math.hypot(...sum) > 1e-9 * total ? normalised(sum) : null
  return mean ?? directions.reduce((heaviest, next) => (next.weight > heaviest.weight ? next : heaviest)).direction
}

/** The same direction with length 1. Null for what has none: zeros, and numbers that are not finite. */
function normalised(vector: readonly number[]): number[] | null {
  // By the largest first: squares of large numbers are infinite, and those of small ones nothing.
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest === 0 || !Number.isFinite(largest)) return null
  const scaled = vector.map((value) => value / largest)
  const length = Math.hypot(...scaled)
  return scaled.map((value) => value / length)
}

/** As pgvector reads it. It keeps single precision, for which nine digits are all there is to say. */
export function toVectorText(vector: readonly number[]): string {
  return `[${vector.map((value) => Number(value.toPrecision(9))).join(',')}]`
}
