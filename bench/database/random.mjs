// Chance that comes out the same every time: the same seed, the same data, on every machine.

/**
 * A source of chance.
 * @param {...number} seeds At most three.
 */
export function randomOf(...seeds) {
  // sfc32: 128 bits of state, so that a million sources with seeds of their own never meet.
  let [a, b, c, counter] = [seeds[0] ?? 0, seeds[1] ?? 0, seeds[2] ?? 0, 1]
  const step = () => {
    const next = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + next) | 0
    return next >>> 0
  }
  for (let round = 0; round < 12; round += 1) step()
  const share = () => step() / 4294967296
  const below = (count) => Math.floor(share() * count)
  return {
    /** From 0 to almost 1. */
    share,
    /** A whole number from 0 to below `count`. */
    below,
    /** Whether something of this probability happens. */
    happens: (probability) => share() < probability,
    pick: (list) => list[below(list.length)],
    /** A rank from 0 to below `count`; rank r comes with a probability of about 1 / (r + 1), as words do. */
    zipf: (count) => Math.floor(Math.exp(share() * Math.log(count + 1))) - 1,
    /** Bell-shaped around 0, mean deviation 1. */
    normal: () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
    uuid() {
      const hex = Array.from({ length: 4 }, () => step().toString(16).padStart(8, '0')).join('')
      const variant = '89ab'[below(4)]
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20),
      ].join('-')
    },
  }
}
