// Who writes what when: messages of many people in the order in which they are written, each in a thread of its owner.
import { randomOf } from './random.mjs'
import { languageOf, textOf, topicOf } from './texts.mjs'

const YEARS = 3
const END = Date.UTC(2026, 10, 1)
/** Personas of one person; place 0 stands for no persona. */
const PERSONAS = 10
/** Of the threads: what is not said to a persona in particular, so that one vault is nearly as large as everything. */
const USUAL_SHARE = 0.6
/** Messages to a thread, on the average. */
export const THREAD_LENGTH = 50

/** @typedef {ReturnType<typeof personOf>} Someone */

/** Somebody with personas. The number is all there is to know: the same one is the same person. */
export function personOf(number) {
  const random = randomOf(1, number)
  return {
    number,
    userId: random.uuid(),
    personas: [null, ...Array.from({ length: PERSONAS - 1 }, () => random.uuid())],
    threads: [],
    /** Threads of the last turns: people go on with what they were at. */
    recent: [],
  }
}

/**
 * Writes messages one after another; the same options give the same messages, and fewer of them the first ones.
 * @param {{ whose: (index: number) => Someone, total: number, to: number }} options `total` fills the years, `to` ends it.
 */
export function* conversations({ whose, total, to }) {
  const span = YEARS * 365 * 86_400_000
  for (let index = 0; index < to; index += 1) {
    const random = randomOf(2, index)
    const person = whose(index)
    const at = new Date(END - span + Math.floor((span * (index + random.share())) / total))
    const { thread, isNew } = threadFor(person, random, at)
    const isAnswer = thread.last === 'user'
    // Some answers are asked for again: the first one stays, off the path.
    const isSelected = !(isAnswer && random.happens(0.02))
    const role = isAnswer ? 'assistant' : 'user'
    if (isSelected) thread.last = role
    yield { index, person, thread, isNew, role, isSelected, at, random }
  }
}

function threadFor(person, random, at) {
  const { threads, recent } = person
  const going = recent.at(-1)
  if (going?.last === 'user') return { thread: going, isNew: false }
  const isNew = !going || random.happens(2 / THREAD_LENGTH)
  const thread = isNew ? newThread(person, random, at) : random.happens(0.75) ? going : random.pick(recent)
  if (isNew) threads.push(thread)
  recent.push(thread)
  if (recent.length > 500) recent.shift()
  return { thread, isNew }
}

function newThread(person, random, at) {
  return {
    threadId: random.uuid(),
    personaId: personaOf(person, random),
    language: languageOf(random),
    topic: topicOf(random),
    isNamed: random.happens(0.8),
    at,
    last: 'assistant',
  }
}

/** Which of a person's personas something belongs to. */
export function personaOf({ personas }, random) {
  return personas[random.happens(USUAL_SHARE) ? 0 : random.zipf(PERSONAS)]
}

/** What Mastra stores: some answers think and use tools before they speak. */
export function contentOf({ random, role, thread }) {
  const text = { type: 'text', text: textOf(random, { ...thread, role }) }
  if (role === 'user' || random.happens(0.9)) return { format: 2, parts: [text] }
  const reasoning = textOf(random, { ...thread, role })
  const call = { state: 'result', toolCallId: random.uuid(), toolName: 'recall', args: { query: 'x' }, result: {} }
  return {
    format: 2,
    parts: [{ type: 'reasoning', reasoning, details: [] }, { type: 'tool-invocation', toolInvocation: call }, text],
  }
}
