// Three hundred turns with things in passing, and the questions about them weeks later, in other threads. Nothing is
// accepted into the notes meanwhile: what is answered comes from recall. The real Mastra on the real embedded database.
import { expect, test } from 'vitest'
import { onRealDatabase } from './testing/on-real-database'
import { startAssistant, textIn } from './testing/start-assistant'
import { saying, scriptedModel } from './testing/scripted-model'
import type { CallOptions } from './testing/scripted-model'

const TURNS = 300

/** What is said in passing, what is asked later, and the word that answers it. */
const told: readonly (readonly [fact: string, question: string, answer: string])[] = [
  ['My sister Ida moved to Lyon in March.', 'Where did my sister Ida move?', 'Lyon'],
  ['The doctor said my knee operation is on the ninth of June.', 'When is my knee operation?', 'ninth of June'],
  ['I am allergic to hazelnuts, badly.', 'What am I allergic to?', 'hazelnuts'],
  ['Our landlord is called Mr. Okonkwo.', 'What is our landlord called?', 'Okonkwo'],
  ['The spare key hangs behind the freezer in the cellar.', 'Where does the spare key hang?', 'freezer'],
  ['I weigh the sourdough flour at 430 grams.', 'How much sourdough flour do I weigh?', '430'],
  ['My thesis supervisor is Professor Lindqvist.', 'Who is my thesis supervisor?', 'Lindqvist'],
  ['We named the boat Albatross after my grandfather.', 'What did we name the boat?', 'Albatross'],
  ['Die Heizung wurde am 3. Februar repariert.', 'Wann wurde die Heizung repariert?', '3. Februar'],
  ['Meine Tochter spielt Fagott im Schulorchester.', 'Was spielt meine Tochter im Schulorchester?', 'Fagott'],
  ['The wifi in the studio is named quokka-5g.', 'What is the wifi in the studio named?', 'quokka-5g'],
  ['I promised Tomasz to read his novel before autumn.', 'What did I promise Tomasz?', 'novel'],
  ['The translation job pays 2,400 euros.', 'How much does the translation job pay?', '2,400'],
  ['My physiotherapist wants me to swim on Tuesdays.', 'When does my physiotherapist want me to swim?', 'Tuesdays'],
  ['The recipe needs smoked paprika, not sweet.', 'Which paprika does the recipe need?', 'smoked'],
  ['I keep the passports in the blue biscuit tin.', 'Where do I keep the passports?', 'biscuit tin'],
  ['Our anniversary is the 21st of October.', 'When is our anniversary?', '21st of October'],
  [
    'The deploy failed because of error ECONNRESET on host kestrel.',
    'Why did the deploy on kestrel fail?',
    'ECONNRESET',
  ],
  ['My running partner Amara prefers the forest loop.', 'Which loop does Amara prefer?', 'forest'],
  ['I sold the red bicycle to a student from Ghent.', 'Who did I sell the red bicycle to?', 'Ghent'],
]

/** Said to somebody else, in nearly the same words. */
const elsewhere = [
  'My sister Ida moved to Trondheim in March.',
  'I am allergic to penicillin, badly.',
  'The spare key hangs in the lighthouse.',
  'We named the boat Cormorant after my aunt.',
  'I keep the passports in the piano stool.',
]

const subjects = ['The bus', 'Lunch', 'The weather', 'That film', 'My inbox', 'The meeting', 'The garden', 'Breakfast']
const verbs = ['was', 'felt', 'seemed', 'turned out', 'looked', 'stayed']
const qualities = ['slow', 'fine', 'a bit dull', 'better than before', 'loud', 'rather long', 'cold', 'all right']
const tails = ['today.', 'again.', 'this morning.', 'somehow.', 'as always.', 'for once.', 'I think.']

function smallTalk(turn: number): string {
  const pick = (list: readonly string[], step: number) => list[(turn * step + (turn >> 3)) % list.length]
  return `${pick(subjects, 3)} ${pick(verbs, 5)} ${pick(qualities, 7)} ${pick(tails, 11)}`
}

const database = onRealDatabase()

test('what was told in 300 turns is answered in other threads, and another persona knows nothing of it', async () => {
  const [coach, friend] = [await persona('Coach'), await persona('Friend')]
  const talk = startAssistant({ database, personaId: coach, model: listener() })
  for (let turn = 0; turn < TURNS; turn += 1) {
    const fact = turn % (TURNS / told.length) === 7 ? told[Math.floor(turn / (TURNS / told.length))] : undefined
    await talk.ask(fact ? `${smallTalk(turn)} ${fact[0]}` : smallTalk(turn))
  }
  const other = startAssistant({ database, personaId: friend, model: listener() })
  for (const fact of elsewhere) await other.ask(fact)

  for (const [fact, question, answer] of told) {
    const { said, sent } = await askAnew(coach, question)
    expect(sent).toContain(fact)
    expect(said).toContain(answer)
    for (const foreign of elsewhere) expect(sent).not.toContain(foreign)
  }
  for (const [fact, question] of told) {
    const { said, sent } = await askAnew(friend, question)
    expect(`${sent} ${said}`).not.toContain(fact)
  }
}, 300_000)

async function persona(name: string): Promise<string> {
  const id = crypto.randomUUID()
  await database.call('ai_save_persona', { id, name, instructions: `You are ${name}.` })
  return id
}

const listener = () => scriptedModel(saying('I see.')).model

/** In a thread of its own: what the model was sent, and what it said. */
async function askAnew(personaId: string, question: string): Promise<{ said: string; sent: string }> {
  const { model, prompts } = scriptedModel((prompt) => saying(bestLine(wordsOf(prompt), question))(prompt))
  const { content } = await startAssistant({ database, personaId, model }).ask(question)
  return { said: textIn(content), sent: wordsOf(prompts[0] as CallOptions) }
}

/** Everything in the last thing the model was told. */
function wordsOf({ prompt }: CallOptions): string {
  const last = prompt.findLast(({ role }) => role === 'user')
  return last?.role === 'user' ? last.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n') : ''
}

/** Reads as a model would that has nothing but its prompt: the quoted line that has most of the question. */
function bestLine(prompt: string, question: string): string {
  const beginnings = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4}/gu))
  const asked = beginnings(question)
  const shared = (line: string) => [...beginnings(line)].filter((word) => asked.has(word)).length
  const lines = prompt.match(/^Person: .*$/gm) ?? []
  return lines.toSorted((one, other) => shared(other) - shared(one))[0] ?? 'I do not know.'
}
