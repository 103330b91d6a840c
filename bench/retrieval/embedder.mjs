// Stands in for an embedding model: words become directions, words of one meaning share one across languages, and every
// text has a part of its own that means nothing. Weak on purpose, as models are on names, numbers and small talk.

const size = 1536

const meanings = [
  'dog dogs puppy bruno hund 狗 犬 pet',
  'cat mochi 猫 もち 猫の',
  'vet doctor gp dr arzt clinic practice praxis 医 physician',
  'flat apartment rooms wohnung storey floor',
  'rent miete warm',
  'landlady landlord obermann vermieterin',
  'deposit security kaution',
  'japan japanese tokyo kyoto 日本 beppu journey trip travel',
  'fly flight flights airline ana',
  'bath baths onsen houses bathhouse',
  'knee leg hip ligament limps',
  'run running race marathon',
  'shoes shoe brooks',
  'breakfast eat eating food meal essen 吃 feed',
  'tooth dentist zahn zahnärztin dr füllung splint schiene',
  'tax steuer steuererklärung finanzamt elster',
  'laptop rechner computer thinkcentre server hardware',
  'medicine medikament tablet tablets sumatriptan penicillin 薬 prescribed drug',
  'allergy allergies allergic nuts coeliac アレルギー えび vertrage',
  'migraine headache headaches aura',
  'sleep wake waking night nights awake',
  'garden garten parzelle balcony',
  'tomato tomaten tomatoes',
  'hedge hecke',
  'roof dach laube dachdecker ziegel',
  'sister hanna',
  'birthday 40 fortieth turns',
  'gift present robe 礼物 お土産',
  'bread loaf sourdough dough',
  'flour wheat rye buckwheat',
  'oven degrees hot temperature',
  'father dad',
  'request requests fetch abort',
  'bundle size kb',
  'book books novel novels read',
  'cry cried emotional 感动',
  'guitar höfner fret',
  'song blackbird play',
  'cost price euros bill 欧元',
  'bike bicycle patria',
  'tyre tyres tires pressure bar',
  'stole stolen theft thief',
  'wedding marry marries marriage',
  'speech story',
  'csv files data',
  'backup backups copy restic',
  'disk disks resilver',
  'aphids lice insects',
  'water waters watering gießkanne',
  'coffee espresso machine lelit',
  'descale limescale citric',
  'visa permit',
  'ferry ship',
  'salary money wage',
  'lead leadership manager team',
  'conflict conflicts talked quarrel',
  'lost lose forget forgot jacket',
  'insurance insured uelzener huk versichert versicherung',
  'learn study 勉強 学',
  'teacher 先生',
  'class lesson 授業',
  'mother 妈妈',
  'church bach 教堂 合唱',
  'tofu 豆腐',
  'wok 锅 pan',
  'mushroom 香菇',
  'marten marder',
  'index slow query',
  'when date day time',
]
const classOf = new Map(meanings.flatMap((words, index) => words.split(' ').map((word) => [word, `class ${index}`])))

/** @returns {number[]} Of length 1. */
export function embed(text) {
  const vector = new Float64Array(size)
  const words = text.toLowerCase().match(/[a-zäöüß]{3,}|\d+|[\u3040-\u30ff\u4e00-\u9fff]+/g) ?? []
  for (const word of words.flatMap(tokens)) {
    const known = classOf.get(word)
    add(vector, word, known ? 0.5 : 0.7)
    if (known) add(vector, known, 1)
  }
  const length = Math.hypot(...vector) || 1
  add(vector, `noise of ${text}`, 0.9 * length)
  const whole = Math.hypot(...vector)
  return Array.from(vector, (number) => Number((number / whole).toFixed(5)))
}

function tokens(word) {
  if (!/[\u3040-\u9fff]/.test(word))
    return stopWords.has(word) ? [] : [word.replace(/(?:ing|ed|s)$/, '') || word, ...(classOf.has(word) ? [word] : [])]
  const pairs = Array.from({ length: Math.max(1, word.length - 1) }, (_, at) => word.slice(at, at + 2))
  return [...pairs, ...Array.from(word).filter((letter) => classOf.has(letter))]
}

const stopWords = new Set(
  'the and for you did what was with that this have has are how who which where does not can should our from about when why is der die das und ist wie was wir ich hat haben ein eine'.split(
    ' ',
  ),
)

const directions = new Map()
function add(vector, name, weight) {
  let direction = directions.get(name)
  if (!direction) {
    direction = randomDirection(name)
    if (!name.startsWith('noise')) directions.set(name, direction)
  }
  for (let at = 0; at < size; at += 1) vector[at] += weight * direction[at]
}

/** Always the same for the same name. */
function randomDirection(name) {
  let state = 2166136261
  for (const letter of name) state = Math.imul(state ^ letter.codePointAt(0), 16777619)
  const direction = Float64Array.from({ length: size }, () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9
    const mixed = Math.imul(state ^ (state >>> 13), 3266489917)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 31 - 1
  })
  const length = Math.hypot(...direction)
  return direction.map((number) => number / length)
}
