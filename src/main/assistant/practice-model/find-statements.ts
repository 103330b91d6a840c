// What somebody says about themselves, as sentences one could write down. English and German are understood.
import { splitSentences } from './sentences'
import { verbSecond } from './verb-second'

/** Longer than this is a document somebody pasted, not something they say about themselves. */
const LONGEST_MESSAGE = 2_000
const LONGEST_STATEMENT = 300
const MOST_STATEMENTS = 3

/** "remember that …" in the ways people say it. The rest of the sentence is what to remember. */
const ASKED_TO_REMEMBER =
  /^(?:and |so |also |please |can you |could you |now )*(?:remember|don't forget|do not forget|keep in mind|note|make a note|write down)(?: this| that)?[:,]? +(?!me\b|when\b|what\b|how\b|why\b|where\b|who\b|if\b)/i

const ASKED_TO_REMEMBER_IN_GERMAN =
  /^(?:und |bitte )*(?:(?:merke?|merken sie|notiere?|notieren sie)(?: dir| sich)?(?: bitte)?|vergiss nicht|vergessen sie nicht)[:,]? +(?!was\b|wie\b|wo\b|wer\b|wann\b|warum\b|ob\b|wenn\b)/i

/** What people tell of themselves that will still be true next month. */
const ABOUT_SELF = [
  /^my (?:own |new |old |best |first |last |favou?rite |left |right )*[\p{L}'-]+(?: [\p{L}'-]+){0,3} (?:is|are|was|were|has|have|lives?|works?|likes?|hates?|hurts?)\b/iu,
  /^(?:i am|i'm) (?:called|named|allergic|afraid of|(?:a|an)(?! (?:bit|little|lot|idea)\b)|from|vegetarian|vegan|married|left-handed|colou?r-?blind|deaf|blind)\b/i,
  /^(?:you can |just |please )?call me\b/i,
  /^(?:mein|meine|unser|unsere) (?:neue[rs]? |alte[rs]? |beste[rs]? |erste[rs]? |letzte[rs]? |linke[rs]? |rechte[rs]? )*[\p{L}-]+(?: [\p{L}-]+){0,3} (?:ist|sind|war|waren|hat|haben|heißt|heißen|lebt|wohnt|arbeitet|mag|schmerzt)(?![\p{L}])/iu,
  /^(?:ich (?:heiße|bin (?:allergisch|(?:ein|eine)(?! bisschen)|aus|vegetarierin?|veganerin?|verheiratet|farbenblind|blind|taub)))(?![\p{L}])/iu,
  /^ich (?:auch |wirklich |immer |meistens |nie )*(?:wohne|lebe|mag|liebe|hasse|arbeite|spreche|spiele|habe (?:ein|eine|einen|zwei|drei)|esse|trinke|lerne|studiere)(?![\p{L}])/iu,
  /^i (?:also |really |always |usually |never |don't |do not |can't |cannot )*(?:live|like|love|prefer|hate|dislike|work|speak|play|own|have a|have an|have two|have three|was born|grew up|study|eat|drink|wake up|go to bed)\b/i,
]

/**
 * What a message says about its author, at most three lines, ready to be proposed: first letter large, a full stop at
 * the end, without "remember that". Questions and pasted documents give nothing.
 */
export function findStatements(message: string): string[] {
  if (message.length > LONGEST_MESSAGE) return []
  const found = splitSentences(message).flatMap((sentence) => statementIn(sentence) ?? [])
  return [...new Set(found)].slice(0, MOST_STATEMENTS)
}

function statementIn(sentence: string): string | null {
  const said = sentence.replaceAll('’', "'").replace(/^[\s>*#-]+/, '')
  if (said.endsWith('?')) return null
  const asked = ASKED_TO_REMEMBER.exec(said) ?? ASKED_TO_REMEMBER_IN_GERMAN.exec(said)
  const line = asked ? whatIsAsked(said.slice(asked[0].length)) : withoutOpening(said)
  if (!asked && !ABOUT_SELF.some((pattern) => pattern.test(line))) return null
  return tidy(line)
}

/** German has a clause behind "dass". What is not certain to be turned well stays one, "dass" and all. */
function whatIsAsked(said: string): string {
  const [, clause] = /^da(?:ss|ß) +(.+)$/su.exec(said) ?? []
  if (clause === undefined) return said
  return verbSecond(clause.replace(/[\s.!…]+$/, '')) ?? said
}

/** "Hello, my dog is called Max": what follows the greeting is the statement. */
function withoutOpening(said: string): string {
  return said.replace(
    /^(?:hello|hi|hey|by the way|btw|well|so|and|also|oh|yes|no|ok|okay|hallo|guten (?:morgen|tag|abend)|übrigens|und|ja|nein)(?:[,!]| there,?)? +/i,
    '',
  )
}

function tidy(line: string): string | null {
  const bare = line.replace(/[\s.!…]+$/, '').trim()
  if (bare.length < 4 || bare.length > LONGEST_STATEMENT) return null
  const [first = '', ...rest] = bare
  return `${first.toLocaleUpperCase('en')}${rest.join('')}.`
}
