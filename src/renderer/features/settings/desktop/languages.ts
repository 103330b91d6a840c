import { language } from '../../../lib/language'

const names = new Intl.DisplayNames([language], { type: 'language' })

/** "German (Austria)" for `de-AT`; the code itself where nobody knows it. */
export function nameOfLanguage(code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

/** Of those that are known, what its owner reads: exactly, or else the same language as it is spoken elsewhere. */
export function dearestLanguages(preferred: readonly string[], known: readonly string[]): string[] {
  const base = (code: string) => code.split('-')[0]
  const found = preferred.flatMap(
    (code) =>
      known.find((one) => one === code) ??
      known.find((one) => one === base(code)) ??
      known.find((one) => base(one) === base(code)) ??
      [],
  )
  return [...new Set(found)].slice(0, 3)
}
