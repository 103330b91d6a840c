// Text into sentences and sentences into comparable words. Every pass looks at each character a fixed number of times.

/** Sentences, trimmed, with the mark they end with. A line end also ends one. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (let index = 0; index < text.length; index += 1) {
    if (!endsSentence(text, index)) continue
    sentences.push(text.slice(start, index + 1).trim())
    start = index + 1
  }
  sentences.push(text.slice(start).trim())
  return sentences.filter((sentence) => sentence !== '')
}

/** A full stop inside "3.5" or "e.g." does not end a sentence: a space or the end must follow. */
function endsSentence(text: string, index: number): boolean {
  const mark = text[index] ?? ''
  if (mark === '\n' || '。！？'.includes(mark)) return true
  if (!'.!?…'.includes(mark)) return false
  const next = text[index + 1]
  return next === undefined || /\s/.test(next)
}

/**
 * The words of a text that carry meaning, in a form that can be compared: lower case, without plural endings, without
 * the words every sentence has. Scripts written without spaces give pairs of neighbouring characters.
 */
export function contentWords(text: string): Set<string> {
  const words = new Set<string>()
  const comparable = namesOfSelf(text.toLowerCase()).replaceAll(UNSPACED_QUESTION_WORDS, ' ')
  for (const [word] of comparable.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (UNSPACED.test(word)) for (const pair of pairs(word)) words.add(pair)
    else if (!COMMON.has(word)) words.add(stem(word))
  }
  return words
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u
const UNSPACED_QUESTION_WORDS =
  /什么|怎么|哪里|哪儿|多少|谁|吗|呢|なに|なん|何|どこ|だれ|誰|いつ|なぜ|どう|ですか|ますか/g

function pairs(word: string): string[] {
  const characters = [...word]
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/** One's own name is not the name of one's dog. */
function namesOfSelf(text: string): string {
  return text
    .replaceAll('’', "'")
    .replaceAll(
      /\b(?:my (?:own )?name is|my (?:own )?name|i am (?:called|named)|i'm (?:called|named)|am i (?:called|named)|call me|who am i)\b/g,
      ' selfname ',
    )
    .replaceAll(/'(?:s|re|ve|ll|m|d)\b/g, ' ')
}

/** Different words people use for the same thing when they tell and when they ask. */
const SAME: Readonly<Record<string, string>> = {
  called: 'name',
  named: 'name',
  lives: 'live',
  living: 'live',
  lived: 'live',
  liked: 'like',
  likes: 'like',
  loves: 'like',
  love: 'like',
  enjoy: 'like',
  works: 'work',
  working: 'work',
  born: 'birthday',
  heißt: 'name',
  heiße: 'name',
  heißen: 'name',
  wohnt: 'wohne',
  lebe: 'wohne',
  lebt: 'wohne',
  liebe: 'mag',
  liebt: 'mag',
}

function stem(word: string): string {
  const same = SAME[word]
  if (same) return same
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

// "i" stays: whether somebody speaks of themselves or of their sister matters.
const COMMON = new Set(
  `a an the this that these those it its he him his she her they them their we us our you your me my mine myself
  and or but so if then than as of in on at to from for with by about into over after before up down out
  is are was were am be been being do does did done have has had having will would shall should can could may might must
  not no yes please just also too very really now here there again still ever never
  what which who whom whose when where why how
  tell told say said remember know knew think thought mention mentioned remind note notes
  of one some any all much many more most
  der das dem ein eine einer einen einem eines und oder aber wenn als wie in im an am auf zu zum zur von vom mit bei für
  ist sind waren sein habe haben hatte werden wird kann nicht ja nein bitte auch nur sehr hier da noch
  er sie es ihm ihr wir uns du dir dich mir mich mein meine meinen meinem meiner dein deine
  was wer wen wem wo wann warum welche welcher welches
  sag sage sagte gesagt erzählt weißt weiß erinnere`.split(/\s+/),
)
