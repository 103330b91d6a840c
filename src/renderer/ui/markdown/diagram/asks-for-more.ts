/**
 * Whether a diagram wants more than to be drawn: settings of its own, addresses, styles that fetch, things to click.
 * The picture it becomes could do nothing of that; but it is drawn in the page first, and should not even try there.
 */
export function asksForMore(source: string): boolean {
  return source.length > longest || [...forbidden].some((sign) => sign.test(withoutHidingPlaces(source)))
}

const longest = 20_000

const forbidden = [
  // Settings: `%%{init: …}%%`, and those before the diagram.
  /%%\s*\{/,
  /^\s*---[^]*?\bconfig\s*:/i,
  // Addresses, in styles and in pictures; a style may write any letter as a number.
  /url\s*\(/i,
  /@import/i,
  /image-set|expression\s*\(|behavior\s*:/i,
  /\b(?:javascript|vbscript|data|file|blob)\s*:/i,
  /@\{[^}]*\b(?:img|icon)\s*:/i,
  /\\[0-9a-f]{1,6}/i,
  // Things to click.
  /^\s*(?:click|links?|callback|href)\b/im,
  // Elements: none of them is needed but the line break.
  /<(?!br\s*\/?>)[a-z/!?]/i,
  /&(?:#\w+|[a-z]+);?\s*(?:script|img|svg|iframe)/i,
  /\$\$/,
]

// Signs nobody sees stand between the letters of a word that somebody looks for.
function withoutHidingPlaces(source: string): string {
  return source.replaceAll(/[[\p{Cf}\p{Cc}]--[\n\t]]/gv, '')
}
