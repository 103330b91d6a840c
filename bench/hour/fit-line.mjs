// A straight line through what was measured, and how sure its slope is.

/**
 * Least squares. The samples of a process follow one another, so the error counts them as fewer than they are: by how much
 * what is left beside the line resembles the sample before (its first autocorrelation).
 * @param {{ x: number, y: number }[]} samples at least three, of at least two different x
 * @returns {{ slope: number, error: number, start: number }} growth of y per x, its standard error, and y at the first x
 */
export function fitLine(samples) {
  const count = samples.length
  const mean = (of) => samples.reduce((sum, sample) => sum + of(sample), 0) / count
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)]
  const spread = samples.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
  if (count < 3 || spread === 0) throw new Error('a line needs three samples or more, at different times')
  const slope = samples.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread
  const left = samples.map(({ x, y }) => y - meanY - slope * (x - meanX))
  const squares = left.reduce((sum, rest) => sum + rest ** 2, 0)
  const alike = squares === 0 ? 0 : left.slice(1).reduce((sum, rest, index) => sum + rest * left[index], 0) / squares
  const correlation = Math.min(Math.max(alike, 0), 0.95)
  const independent = Math.max((count * (1 - correlation)) / (1 + correlation), 3)
  const error = Math.sqrt(squares / Math.max(independent - 2, 1) / (spread * (independent / count)))
  return { slope, error, start: meanY + slope * (samples[0].x - meanX) }
}
