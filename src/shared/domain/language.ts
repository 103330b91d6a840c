// The languages Kith speaks, and which of them somebody is to read.

export type Language = 'en' | 'de'

/** The first of the wanted ones that Kith speaks. `public/first-paint.js`, which can import nothing, has the same rule. */
export function spokenOf(wanted: readonly string[]): Language {
  return wanted.map((one) => one.slice(0, 2)).find((one) => one === 'en' || one === 'de') ?? 'en'
}
