// Greeting, thanking, agreeing: it has words, and asks for nothing. Looked for, it finds every other greeting, as close as
// can be.

/** In the languages whose words the database cuts into terms and people greet in most. As compared: see `plain`. */
const SMALL_TALK = new Set(
  `
  a again ah alright all already am and bye are ask at awesome be best bit brilliant bye care cheers cool course day doing
  excellent evening everyone fantastic fine for good goodbye goodnight great ha haha have hello help hey hi hiya hmm how i im
  is it just know later lets lol lot lovely luck makes me morning much my nice night nice no nope now of oh ok okay on
  perfect please pleasure right see sense so sorry sounds super sure take thank thanks that thats the then there this
  thx to today tomorrow too totally very wait welcome well whats wonderful wow yeah yep yes yo you your youre
  abend aber alles auch bis bitte da danke dank dann das dir du ein einen gern gerne gut gute guten gruss grusse hallo ist
  ja klar mir moin morgen nacht nein schon schonen sehr super tag tschuss und viele vielen wie
  adieu au aujourdhui beaucoup bien bon bonjour bonne bonsoir ca comment daccord demain journee la merci nuit non oui
  parfait pour revoir salut soir soiree tres va vous
  adios buen buena buenas bueno buenos claro como de dia dias esta estas gracias hasta hola luego manana muchas muy noches
  perfecto por favor que si tal tardes vale
  ciao buongiorno buonasera buonanotte grazie mille prego va bene come stai arrivederci
  ola obrigado obrigada bom boa noite tudo bem tchau sim nao
  hoi hallo goedemorgen goedemiddag goedenavond dankjewel bedankt dank je wel tot ziens ja nee
  `
    .trim()
    .split(/\s+/),
)
/** Words that make no small talk by themselves: "is it the day" asks something. */
const TELLING = new Set(
  `awesome ah alright bye brilliant cheers cool excellent evening fantastic fine good goodbye goodnight great ha haha hello
  hey hi hiya hmm lol lovely morning nice night no nope oh ok okay perfect please pleasure right sorry super sure thank
  thanks thx wait welcome well wonderful wow yeah yep yes yo
  bitte danke dank gern gerne gut gute guten gruss grusse hallo ja klar moin morgen nacht nein tschuss
  adieu bien bon bonjour bonne bonsoir daccord merci non oui parfait salut
  adios buen buena buenas bueno buenos claro gracias hola perfecto vale si
  ciao buongiorno buonasera buonanotte grazie prego arrivederci
  ola obrigado obrigada bom boa tchau sim nao
  hoi goedemorgen goedemiddag goedenavond dankjewel bedankt nee`
    .trim()
    .split(/\s+/),
)

const PHRASE = /^(?:(?:and |so )?how are you|see you|talk later|wie geht|ca va|que tal|como esta|come stai)/

/** More than this is no greeting, whatever its words. */
const MOST_WORDS = 8

/** What is left of a message to look for: its sentences but those that only greet, thank or agree. Perhaps nothing. */
export function withoutSmallTalk(text: string): string {
  return text
    .split(/(?<=[.!?;,\n…。！？])/u)
    .filter((clause) => !isSmallTalk(clause))
    .join('')
    .trim()
}

function isSmallTalk(clause: string): boolean {
  const words = plain(clause).match(/[\p{L}\p{N}]+/gu) ?? []
  // Signs and pictures alone say nothing that could be looked for.
  if (words.length === 0) return true
  return (
    words.length <= MOST_WORDS &&
    words.every((word) => SMALL_TALK.has(word)) &&
    (words.some((word) => TELLING.has(word)) || PHRASE.test(words.join(' ')))
  )
}

/** In small letters, without accents and apostrophes. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
}
