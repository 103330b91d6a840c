// From what follows "dass" to a sentence: in German the verb stands last in the one and second in the other.

const VERBS = new Set(
  `bin bist ist sind war waren habe hast hat haben hatte hatten heiße heißt heißen wohne wohnt wohnen lebe lebt leben mag magst mögen
  liebe liebt lieben hasse hasst hassen arbeite arbeitet arbeiten spreche spricht sprechen spiele spielt spielen esse isst essen
  trinke trinkt trinken lerne lernt lernen studiere studiert studieren brauche braucht brauchen liegt liegen steht stehen hängt hängen
  kann kannst können will willst wollen muss musst müssen darf darfst dürfen soll sollst sollen möchte möchten`.split(
    /\s+/,
  ),
)
/** Alone they are the first part of a sentence. "Sie" and "es" are not here: they may be an object before the subject. */
const PRONOUNS = new Set(['ich', 'du', 'er', 'wir', 'man'])
const NOUN_GROUP = /^(?:(?:mein|meine|unser|unsere|der|die|das) (?:\p{Ll}+e[rsn]? )*)?\p{Lu}[\p{L}-]+ /u
/** What begins with one of these is no part of the noun before it. */
const BEGINS_ANEW =
  /^(?:eine?|einen|keine?|keinen|nicht|nie|immer|oft|auch|sehr|gerne?|zu|jetzt|jeden|jede|jedes)(?= |$)/
const PLACE = /^(?:in|im|an|am|auf|bei|beim|hinter|neben|über|unter|vor|zwischen) (?:\p{Ll}+ )*\p{Lu}[\p{L}-]+$/u
const NEEDS_PLACE = /^(?:liegt|liegen|steht|stehen|hängt|hängen|wohnt|wohnen|lebt|leben)$/
const NAMES = /^\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*$/u
const ADJECTIVES = /^\p{Ll}+(?: \p{Ll}+)*$/u
const ATTRIBUTE =
  /^(?:meine[rs]|meines|unsere[rs]|de[rs]|die|das|von|vom|mit|aus|für|ohne|als|wie|in|im|an|am|auf|bei|beim|zum|zur)(?= |$)/

/**
 * "mein Hund Max heißt" is "mein Hund heißt Max". Null where it is not certain which word the verb belongs behind, or whether the
 * last word is the verb: a wrong sentence is worse than a clause.
 */
export function verbSecond(clause: string): string | null {
  if (/[^\p{L}\p{N} '-]/u.test(clause) || /(?:^| )(?:und|oder|aber|dass|weil|wenn|ob)(?= |$)/.test(clause)) return null
  const words = clause.split(/ +/)
  const verb = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  if (!VERBS.has(verb) || before.length < 2) return null
  // "habe kommen können": then the last word is an infinitive.
  if (verb.endsWith('en') && before.some((word) => VERBS.has(word))) return null
  const rest = before.join(' ')
  const first = firstPart(rest, verb)
  return first === null ? null : `${first} ${verb} ${rest.slice(first.length + 1)}`
}

function firstPart(rest: string, verb: string): string | null {
  const [word = ''] = rest.split(' ')
  if (PRONOUNS.has(word)) return word
  const group = NOUN_GROUP.exec(rest)?.[0]
  if (group === undefined) return null
  const after = rest.slice(group.length)
  const isApart =
    BEGINS_ANEW.test(after) ||
    (ADJECTIVES.test(after) && !ATTRIBUTE.test(after)) ||
    (NEEDS_PLACE.test(verb) && PLACE.test(after)) ||
    (/^heiß(?:t|en)$/.test(verb) && /^(?:mein|unser)/.test(group) && NAMES.test(after))
  return isApart ? group.trimEnd() : null
}
