// Vectors that mean something without a model: words and their beginnings, hashed into a bag of unit length.
// Texts that share words are near each other, inflections of a word nearer than strangers; filler counts little.

/** Deterministic. Cosine similarity is the dot product. A text without words gives the first unit vector. */
export function embed(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0)
  const add = (feature: string, weight: number) => {
    const hash = fnv1a(feature)
    const index = hash % dimensions
    vector[index] = (vector[index] ?? 0) + (hash & 0x40000000 ? -weight : weight)
  }
  for (const said of wordsOf(text)) {
    const word = meanings.get(said) ?? said
    add(word, filler.has(word) ? 0.2 : 1)
    if (word.length > 4) add(`${word.slice(0, 4)}…`, 0.7)
  }
  const length = Math.hypot(...vector)
  if (length === 0) return vector.map((_, index) => (index === 0 ? 1 : 0))
  return vector.map((value) => value / length)
}

/** Words that mean the same: what a model knows and an index does not. */
const meanings = new Map(
  ['dog puppy hound', 'boat ship vessel', 'car automobile', 'doctor physician', 'house home residence'].flatMap(
    (group) => {
      const [first = '', ...others] = group.split(' ')
      return others.map((other) => [other, first] as const)
    },
  ),
)

const filler = new Set(
  'a an and are as at be but by do does for from in is it of on or that the this to was what when where who with you your i my me'.split(
    ' ',
  ),
)

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}
