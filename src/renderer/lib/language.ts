// The language everything is said in. It is chosen before anything is drawn and stays until the window is loaded anew:
// `public/first-paint.js` writes it on <html>.

export type Language = 'en' | 'de'

const written = typeof document === 'undefined' ? 'en' : document.documentElement.lang

export const language: Language = written.startsWith('de') ? 'de' : 'en'

/** How numbers, dates and lists are written: for Intl. */
export const locale = language === 'de' ? 'de-DE' : 'en-GB'

/** The first one that Kith speaks, by the same rule as `public/first-paint.js`. */
export function spokenOf(wanted: readonly string[]): Language {
  return wanted.map((one) => one.slice(0, 2)).find((one) => one === 'en' || one === 'de') ?? 'en'
}
