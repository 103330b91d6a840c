// What came back, and where two answers to the same question differ.
import type { Question, Side } from './questions'
import { sideOf } from './questions'

export interface Answer {
  status: number
  headers: Record<string, string | null>
  body: string
}

/** What may differ, with what PostgREST and the gateway answer. */
export type Differences = Partial<Record<string, [real: unknown, embedded: unknown]>>

/** The headers that say something to a client; the function that sets one says so in the last. */
const HEADERS = ['content-type', 'content-range', 'www-authenticate', 'preference-applied', 'x-from-sql']

/** How the ids and times begin that the questions name themselves. */
const [KNOWN_IDS, KNOWN_TIMES] = ['6a1f2f2c', '2026-01-02T']

export async function answerTo(question: Question, { fetch, tokens }: Side): Promise<Answer> {
  const answers: Promise<Answer>[] = []
  const recorded: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init)
    answers.push(read(response.clone()))
    return response
  }
  const { error } = (await question(sideOf(recorded, tokens))) as { error: { message: string } }
  const [answer, ...more] = await Promise.all(answers)
  if (more.length > 0) throw new Error('one question, several requests')
  // Without a request there is what the client makes of that.
  return answer ?? { status: 0, headers: {}, body: error.message }
}

async function read(response: Response): Promise<Answer> {
  const headers = Object.fromEntries(HEADERS.map((name) => [name, response.headers.get(name)]))
  return { status: response.status, headers, body: masked(await response.text()) }
}

/** Errors are compared part by part, everything else byte by byte. */
export function differencesOf(real: Answer, embedded: Answer): Differences {
  const pairs = Object.entries({
    status: [real.status, embedded.status],
    ...Object.fromEntries(HEADERS.map((name) => [name, [real.headers[name], embedded.headers[name]]])),
    ...bodyPairs(real, embedded),
  })
  return Object.fromEntries(pairs.filter(([, [one, other]]) => one !== other)) as Differences
}

function bodyPairs(real: Answer, embedded: Answer): Record<string, [unknown, unknown]> {
  const [one, other] = [errorOf(real), errorOf(embedded)]
  if (!one || !other) return { body: [real.body, embedded.body] }
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((part) => [part, [one[part], other[part]]]),
  )
}

function errorOf({ status, body }: Answer): Record<string, unknown> | undefined {
  if (status < 300 || body === '') return undefined
  return JSON.parse(body) as Record<string, unknown>
}

/** Without what is another one at every call: ids the database draws, and the time. */
function masked(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, (id) =>
      id.startsWith(KNOWN_IDS) ? id : '(an id)',
    )
    .replaceAll(/20\d\d-\d\d-\d\dT[\d:.]+\+00:00/g, (time) => (time.startsWith(KNOWN_TIMES) ? time : '(a time)'))
}
