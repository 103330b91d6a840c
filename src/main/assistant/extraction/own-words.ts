// What of a message are the person's own words. What they quote or paste was said by others: nothing is learned from it.

/** Stands where something was left out. */
const LEFT_OUT = '[…]'
/** Beyond this a message is pasted material with a few words of its own before and after. In UTF-16 code units. */
const LONGEST = 6_000
const KEPT_OF_LONG = 1_000
/** What is looked at of it at all. */
const LOOKED_AT = 4_000
/** A text that is introduced with a colon and is longer than this is somebody else's. */
const LONGEST_AFTER_COLON = 200

const FORWARDED =
  /^[ \t]*(?:-{2,}[ \t]*(?:original|forwarded|ursprüngliche|weitergeleitete)\b.*|(?:on|am|le|el) .{5,150}(?:wrote|schrieb|écrit|escribió).{0,80}:|(?:from|von|de):[ \t].*)$/imu
const OTHERS = [
  /^[ \t]*(```|~~~)[\s\S]*?(?:^[ \t]*\1.*$|$(?![\s\S]))/gm,
  /<(\w+)\b[^>]*>[\s\S]*?<\/\1>/g,
  /^[ \t]*>.*$/gm,
  // What speakers in a transcript say.
  /^[ \t]*(?:\[?\d{1,2}:\d{2}[^\n:]{0,20}\]?[^\n:]{0,40}:|(?:user|assistant|system|tool|human|ai|bot)[ \t]*:).*$/gimu,
  /"[^"]{20,4000}"|“[^”]{20,4000}”|„[^“”]{20,4000}[“”]|«[^»]{20,4000}»|»[^«]{20,4000}«|「[^」]{6,2000}」|『[^』]{6,2000}』/g,
]

/** The message without what others said; where that stood, a mark stands. Empty when nothing is left. */
export function ownWords(message: string): string {
  const looked = ends(message, LONGEST * 2, LOOKED_AT)
  const forwarded = FORWARDED.exec(looked)
  const kept = forwarded ? `${looked.slice(0, forwarded.index)}${LEFT_OUT}` : looked
  const own = OTHERS.reduce((text, pattern) => text.replace(pattern, LEFT_OUT), kept)
  const cut =
    message.length > LONGEST ? ends(withoutIntroduced(own), 2 * KEPT_OF_LONG, KEPT_OF_LONG) : withoutIntroduced(own)
  const text = cut.replaceAll(/(?:\[…\]\s*)+/g, `${LEFT_OUT} `).trim()
  return text === LEFT_OUT ? '' : text
}

/** "Translate this:" and then a page. */
function withoutIntroduced(text: string): string {
  const colon = /:[ \t]*\n/g
  for (let found = colon.exec(text); found; found = colon.exec(text)) {
    if (text.length - colon.lastIndex > LONGEST_AFTER_COLON) return `${text.slice(0, found.index + 1)}\n${LEFT_OUT}`
  }
  return text
}

/** Beginning and end of what is too long. */
function ends(text: string, longest: number, kept: number): string {
  if (text.length <= longest) return text
  return `${text.slice(0, kept).toWellFormed()}\n${LEFT_OUT}\n${text.slice(-kept).toWellFormed()}`
}

/**
 * The place of a quotation in somebody's own words, exactly as it stands there: spaces, case and the shape of quotation
 * marks may differ. Null when they did not say it, or only asked it.
 */
export function findQuote(quote: string, own: string): string | null {
  const words = quote.trim().split(/\s+/u)
  if (quote.includes('…') || words.join('').length < 4 || quote.length > 500) return null
  const pattern = words
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/['’‘]/g, "['’‘]"))
    .join(String.raw`\s+`)
  const said = new RegExp(pattern, 'iu').exec(own)
  if (!said) return null
  const rest = /^[^.!?。！？\n]*([.!?。！？])/u.exec(own.slice(said.index + said[0].length))
  const isAsked = /[?？]\s*$/u.test(said[0]) || (!/[.!。！]\s*$/u.test(said[0]) && /[?？]/u.test(rest?.[1] ?? ''))
  return isAsked ? null : said[0]
}
