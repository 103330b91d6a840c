// What is said: words by frequency, a quarter of them from the topic of the thread, in lengths as people and models
// write them.
import { commonRanks, sizeOf, wordOf } from './vocabulary.mjs'

const TOPICS = 300
/** Words a topic has to itself, above the common ones. */
const TOPIC_WORDS = 150
const TOPIC_SHARE = 0.25

export const topicOf = (random) => random.below(TOPICS)

export const languageOf = (random) => {
  const share = random.share()
  return share < 0.55 ? 'english' : share < 0.72 ? 'german' : share < 0.88 ? 'chinese' : 'japanese'
}

/** A message of one of the two, in characters: people are short, models are not. */
export function textOf(random, { role, language, topic }) {
  const isSpaced = language === 'english' || language === 'german'
  const [middle, spread, least, most] = role === 'user' ? [90, 0.8, 8, 1_200] : [560, 0.7, 100, 2_000]
  const wanted = Math.min(most, Math.max(least, middle * Math.exp(spread * random.normal())))
  // Two or three letters say as much as one such sign.
  const length = isSpaced ? wanted : Math.max(4, wanted / 2.5)
  const hasCode = role === 'assistant' && isSpaced && random.happens(0.15)
  const prose = sentences(random, language, topic, hasCode ? length / 3 : length)
  return hasCode ? `${prose}\n\n\`\`\`ts\n${code(random, (length * 2) / 3)}\`\`\`` : prose
}

/** Words for a question. `common`: only the ones everybody uses; `mixed`: of all kinds; `rare`: hardly ever said. */
export function questionOf(random, kind, count) {
  const words = new Set()
  while (words.size < count) {
    const level = kind === 'mixed' ? ['common', 'middle', 'rare'][words.size % 3] : kind
    words.add(wordOf('english', rankOf(random, level)))
  }
  return [...words].join(' ')
}

function rankOf(random, level) {
  if (level === 'common') return commonRanks.first + random.below(commonRanks.count)
  return level === 'middle' ? 300 + random.below(2_000) : 3_000 + random.below(sizeOf('english') - 3_000)
}

function sentences(random, language, topic, length) {
  const isSpaced = language === 'english' || language === 'german'
  const [comma, stop, question] = isSpaced ? [', ', '. ', '? '] : ['，', '。', '？']
  let text = ''
  while (text.length < length) {
    const words = Array.from({ length: 4 + random.below(14) }, () => word(random, language, topic))
    const half = words.length >> 1
    const join = (part) => part.join(isSpaced ? ' ' : '')
    const whole = words.length > 10 ? join(words.slice(0, half)) + comma + join(words.slice(half)) : join(words)
    text += whole.charAt(0).toUpperCase() + whole.slice(1) + (random.happens(0.15) ? question : stop)
  }
  return text.trimEnd()
}

function word(random, language, topic) {
  const size = sizeOf(language)
  if (random.happens(TOPIC_SHARE)) {
    const own = random.zipf(TOPIC_WORDS)
    return wordOf(language, 200 + ((topic * 7919 + own * 104_729) % (size - 200)))
  }
  // Names, numbers, mistyped words: what no dictionary holds.
  if (random.happens(0.01)) return `${wordOf(language, random.below(size))}${random.below(10_000)}`
  return wordOf(language, random.zipf(size))
}

function code(random, length) {
  const name = () => {
    const [first, second] = [0, 1].map(() => wordOf('english', 50 + random.zipf(4_000)))
    return first + second.charAt(0).toUpperCase() + second.slice(1)
  }
  const lines = [
    () => `const ${name()} = await ${name()}(${name()}, ${random.below(100)})`,
    () => `if (${name()} === '${wordOf('english', random.zipf(3_000))}') return ${name()}`,
    () => `export function ${name()}(${name()}: string) {`,
    () => `  // ${Array.from({ length: 6 }, () => wordOf('english', random.zipf(3_000))).join(' ')}`,
    () => `  ${name()}.push({ ${name()}: ${random.below(1_000)} })`,
    () => '}',
  ]
  let text = ''
  while (text.length < length) text += `${random.pick(lines)()}\n`
  return text
}
