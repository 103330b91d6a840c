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
  const found: string[] = []
  for (const code of preferred) {
    // A browser names the language alone behind each place it is spoken at.
    if (!known.includes(code) && found.some((one) => base(one) === base(code))) continue
    const nearest = [code, base(code)].find((one) => one !== undefined && known.includes(one))
    const near = nearest ?? known.find((one) => base(one) === base(code))
    if (near !== undefined && !found.includes(near)) found.push(near)
  }
  return found.slice(0, 3)
}
