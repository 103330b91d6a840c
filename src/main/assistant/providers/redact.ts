// Other people's words, made fit to be shown and logged: no key, no control characters, not endless.

const LENGTH = 300

/** Takes out `key` and whatever else looks like one, joins lines, and cuts at 300 characters. */
export function redact(text: string, key: string | null = null): string {
  const clean = (key ? text.replaceAll(key, '[key]') : text)
    .replaceAll(/\bbearer\s+[^\s"',]+/gi, 'Bearer [key]')
    .replaceAll(/\bsk-[\w*.-]{4,}/g, '[key]')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return clean.length > LENGTH ? `${clean.slice(0, LENGTH - 1).trimEnd()}…` : clean
}

/** Ends like a sentence, because more sentences follow it on screen. */
export function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
