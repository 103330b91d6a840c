// The words of each language in order of frequency: the commonest are real, so that stop words are stop words; the
// thousands after them are made of syllables, always the same ones.
import { randomOf } from './random.mjs'

/** Words of a language that is written with spaces. */
const SIZE = 30_000

const english =
  'the to a and of i you in is that it for with on this be have are as not but can if or do your my so at from we what an they will about just how there which when would was then all also more like some should use one has could by out up no them ' +
  'time work day people need make want know think good find way help try week plan start problem question idea change list point example number part place home friend family money project team meeting email phone book food water car house school city travel trip train doctor sleep morning evening month year price cost budget order test version file data code error server page table value report result review note draft letter story music garden kitchen dinner coffee recipe exercise health dog cat birthday present holiday weather summer winter language word sentence answer reason effort choice deadline customer contract office colleague manager training course exam paper chapter paragraph summary topic'

const german =
  'die der und ich das in ist zu es nicht mit den auf ein für eine von du dem sie sich im an auch als wie so wir noch bei oder wenn nur aber aus was man mir hat sind kann dann mein werden nach doch schon mal bitte gerne ' +
  'zeit arbeit tag leute frage antwort woche plan problem idee liste beispiel teil ort haus freund familie geld projekt besprechung nachricht telefon buch essen wasser auto wohnung schule stadt reise zug arzt schlaf morgen abend monat jahr preis kosten bestellung prüfung fassung datei daten fehler seite tabelle wert bericht ergebnis entwurf brief geschichte musik garten küche kaffee rezept übung gesundheit hund katze geburtstag geschenk urlaub wetter sommer winter sprache wort satz grund entscheidung frist kunde vertrag büro kollegin leitung kurs kapitel absatz zusammenfassung thema'

const chinese = Array.from(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里',
)
const kana = [
  'の',
  'は',
  'が',
  'を',
  'に',
  'で',
  'と',
  'も',
  'から',
  'まで',
  'です',
  'ます',
  'した',
  'して',
  'ない',
  'こと',
  'もの',
  'ので',
  'たい',
  'という',
]

const vocabularies = {
  english: latin(english, 1, [
    'b c d f g h j l m n p r s t v w br cr dr fl gr pl pr sh sl sp st th tr',
    'a e i o u ai ea ee ou',
    ' n r s t l m ck nd st ng rm x',
  ]),
  german: latin(german, 2, [
    'b d f g h k l m n p r s t w z bl br fr gl gr kl kr pf schl schm schr sp st str',
    'a e i o u ä ö ü ei au ie',
    ' n r s t l m cht ng nz rf tz hl ft',
  ]),
  chinese: signs(chinese, 3, 12_000, (random) => sign(random) + sign(random)),
  japanese: signs(kana, 4, 12_000, (random) => (random.happens(0.3) ? katakana(random) : sign(random) + sign(random))),
}

/** @typedef {'english' | 'german' | 'chinese' | 'japanese'} Language */

/** The word of a rank, 0 being the commonest. */
export const wordOf = (/** @type {Language} */ language, rank) => vocabularies[language][rank]

/** How many words a language has. */
export const sizeOf = (/** @type {Language} */ language) => vocabularies[language].length

/** Ranks of the commonest English words that are no stop words. */
export const commonRanks = { first: english.split(' ').indexOf('time'), count: 60 }

function latin(real, seed, [starts, middles, ends]) {
  const random = randomOf(20, seed)
  const part = (parts) => random.pick(parts.split(' '))
  const words = new Set(real.split(' '))
  while (words.size < SIZE) {
    // Common words are short.
    const syllables = words.size < 1_000 ? 1 : words.size < 10_000 ? 2 : 2 + random.below(2)
    const word = Array.from({ length: syllables }, () => part(starts) + part(middles)).join('')
    words.add(word + part(ends))
  }
  return [...words]
}

function signs(real, seed, size, make) {
  const random = randomOf(20, seed)
  const words = new Set(real)
  while (words.size < size) words.add(make(random))
  return [...words]
}

// About as many as people use, the common ones much more often.
function sign(random) {
  return String.fromCodePoint(0x4e00 + ((random.zipf(3_000) * 7) % 20_000))
}

function katakana(random) {
  return Array.from({ length: 3 + random.below(3) }, () => String.fromCodePoint(0x30a2 + random.below(80))).join('')
}
