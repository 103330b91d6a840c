// The second line: takes out of a text what looks like a secret, an address of somebody or a place in somebody's home. What
// is written down was chosen before (chosen-error.ts, facts.ts); this is for what a choice did not foresee.
import { homedir } from 'node:os'

const rules: readonly [RegExp, string][] = [
  // A token of three parts, and what stands behind the word that announces one.
  [/\beyJ[\w-]{6,}(?:\.[\w-]*){1,4}/g, '<token>'],
  [/\b(bearer|basic|digest)\s+[^\s"',;]+/gi, '$1 <secret>'],
  // The forms that makers of keys give them.
  [
    /\b(?:(?:sk|pk|rk|sbp?|gh[opsur]|github_pat|glpat|xox[a-z]|xapp|kith|hf|gsk|npm|xai|r8|tskey|pplx|nvapi|tvly|jina|dop_v1|shpat|whsec|lin_api|ntn|pypi|AGE-SECRET-KEY)[-_]|AKIA|ASIA|AIza|ya29\.)[\w-]{8,}/g,
    '<key>',
  ],
  // Whoever is named before the host of an address, and everything behind its path.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"'<>]{0,200}@/gi, '$1'],
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s?#"'<>]*)[?#][^\s"'<>)]*/gi, '$1?…'],
  // `password=…`, `"api_key": "…"`.
  [
    /((?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_ ]?key|apikey|authorization|cookie|session|credential)s?["']?\s*[=:]\s*["']?)[^\s"',;&}]+/gi,
    '$1<secret>',
  ],
  // Of a host without a dot, too: `ada@localhost`.
  [/[^\s@"'<>()[\]:;,/\\=]{1,64}@[\p{L}\d][^\s@"'<>()[\]:;,/\\]{0,250}/gu, '<mail>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>'],
  // Names of people have spaces in them: what is not a separator belongs to the name.
  [/(?:\/home|\/Users|[A-Za-z]:[\\/]+Users)[\\/]+[^\\/"':;,)\n]+/g, '~'],
  // Disks and shares are called as somebody has called them.
  [/(?<![\w.])(?:\/run)?\/(?:media|mnt|Volumes)\/[^\\/"':;,)\n]+(?:\/[^\\/"':;,)\n]+)?/g, '<disk>'],
  [/(?<![\w:\\/])\\\\[^\s\\/"':;,)]+[\\/]+[^\\/"':;,)\n]+/g, '<share>'],
]

/** Long words of letters and figures that no language has: keys of any other form. */
const longWord = /[A-Za-z0-9+/=_-]{20,}/g

/** Cuts nothing else off, and may be applied twice. */
export function redact(text: string, home: string = homedir()): string {
  let redacted = home.length > 1 ? text.replaceAll(home, '~') : text
  for (const [pattern, instead] of rules) redacted = redacted.replace(pattern, instead)
  return redacted.replace(longWord, (word) => (isRandom(word) ? '<secret>' : word))
}

/** Names of files and functions are words with separators between them, and dates: none of their pieces is long and mixed. */
function isRandom(word: string): boolean {
  return word.split(/[/_-]/).some((piece) => piece.length >= 16 && /\d/.test(piece) && /[A-Za-z]/.test(piece))
}
