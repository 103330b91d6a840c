// The embedded gateway answers as PostgREST does: the same requests, the same functions, the same tokens. Compared are
// the status, the headers that say something to a client, results byte by byte and errors part by part.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSigningKey } from '../../src/main/embedded/keys'
import { engines, openEngine } from './support/engines'
import type { Engine } from './support/engines'
import { answerTo, differencesOf } from './support/same-answers/answers'
import { application } from './support/same-answers/application'
import { callArguments } from './support/same-answers/arguments'
import { callers } from './support/same-answers/callers'
import { failures } from './support/same-answers/failures'
import functions from './support/same-answers/functions.sql?raw'
import { sideOf } from './support/same-answers/questions'
import type { Side } from './support/same-answers/questions'
import { results } from './support/same-answers/results'
import { ANA, BEN, makeTokens } from './support/same-answers/tokens'

const questions = [...results, ...callArguments, ...failures, ...callers, ...application]

interface Difference {
  why: string
  /** What differs, and in the answers to which questions. */
  parts: string[]
  of: string[]
}

/** All that differs. What is listed here and does not differ is a failure, too. */
const differences: Difference[] = [
  {
    why: 'PostgREST guesses a similar name, by a measure of its own that no caller relies on.',
    parts: ['hint'],
    of: [
      'an argument too few',
      'an argument too many',
      'a misspelt argument',
      'a function that is not there',
      'a function that is not there, without arguments',
      'a function whose name is nearly right',
      'a name that is no identifier',
      'a function of another schema',
      'a function of a trigger',
      'a procedure',
      'an aggregate',
      'an argument without a name',
      'GET of what is not there',
    ],
  },
  {
    why: 'Filters, other names, types and parts of columns are work for the function. Refused, never ignored.',
    parts: ['status', 'content-range', 'body'],
    of: [
      'a filter',
      'GET with a filter',
      'select under another name',
      'select as another type',
      'select inside a document',
    ],
  },
  {
    why: 'The same, where PostgREST refuses as well and says it in other words.',
    parts: ['code', 'details', 'hint', 'message'],
    of: ['select with brackets'],
  },
  {
    why: 'PostgREST cites its parser.',
    parts: ['details', 'hint', 'message'],
    of: [
      'order in a way that is none',
      'order by nothing',
      'select with a comma at the end',
      'a parameter that is no filter',
    ],
  },
  {
    why: 'A number nobody can read: PostgREST takes it for none and answers every row.',
    parts: ['status', 'content-range', 'body'],
    of: ['limit that is no number', 'offset below 0'],
  },
  {
    why: 'PostgREST 12.0 shows the columns of its own query.',
    parts: ['status', 'content-range', 'body'],
    of: ['select nothing'],
  },
  {
    why: 'PostgREST 12.0 sends the header twice.',
    parts: ['content-type'],
    of: ['single: several', 'single: none', 'single: a set of two numbers'],
  },
  {
    why: 'PostgREST 12.0 wraps the value in an object with the name of its own column.',
    parts: ['body'],
    of: ['single: a set of one number'],
  },
  {
    why: 'Arguments are one object. PostgREST takes the first of a list and no arguments from anything else.',
    parts: ['status', 'content-range', 'body'],
    of: [
      'body: null',
      'body: a number',
      'body: a text',
      'body: an empty list',
      'body: a list of one',
      'body: a list of two',
      'the whole body, which is a list of objects',
      'the whole body, which is a number',
    ],
  },
  {
    why: 'JSON in, JSON out. PostgREST reads forms and CSV, and takes bytes for no arguments at all.',
    parts: ['status', 'content-range', 'body'],
    of: ['the whole body as text', 'content type: a form', 'content type: CSV', 'content type: bytes'],
  },
  {
    why: 'A fetch that is not told says text. PostgREST then takes no arguments at all.',
    parts: ['body'],
    of: ['content type: text'],
  },
  {
    why: 'JSON in, JSON out.',
    parts: ['status', 'content-type', 'content-range', 'body'],
    of: ['accept CSV'],
  },
  { why: 'PostgREST writes the refused type in its own order.', parts: ['message'], of: ['accept a plan'] },
  {
    why: 'PostgreSQL finds it where PostgREST had found it before.',
    parts: ['code', 'details', 'message'],
    of: ['half a surrogate pair'],
  },
  {
    why: 'The stack of the WASM build is smaller, and ends without a word.',
    parts: ['status', 'content-range', 'body'],
    of: ['jsonb: 3000 levels deep'],
  },
  { why: 'No cookie comes over a port.', parts: ['body'], of: ['what is asked, with a cookie'] },
  {
    why: 'PostgREST cites its library for tokens; status and code are the same.',
    parts: ['www-authenticate', 'message'],
    of: [
      'token: a word',
      'token: two parts',
      'token: three parts',
      'token: four parts',
      'token: signed by nobody',
      'token: an end that is no time',
    ],
  },
  {
    why: 'Whoever turns the clock of this computer back stays signed in.',
    parts: ['status', 'content-range', 'www-authenticate', 'body'],
    of: ['token: issued in the future'],
  },
  {
    why: 'The embedded database takes its own tokens only.',
    parts: ['status', 'content-range', 'www-authenticate', 'body'],
    of: ['token: another issuer'],
  },
  {
    why: 'The gateway knows three roles and asks the database about no other.',
    parts: ['status', 'code', 'message'],
    of: ['token: the role of the server’s owner'],
  },
]

const rows = `
  insert into auth.users (id, aud, role, email) values
    ('${ANA}', 'authenticated', 'authenticated', 'ana@example.com'),
    ('${BEN}', 'authenticated', 'authenticated', 'ben@example.com');
  insert into books (id, user_id, title) values (1, '${ANA}', 'one'), (2, '${BEN}', 'two');`

describe.runIf(engines.length === 2)('PostgREST and the embedded gateway answer alike', () => {
  const opened: Engine[] = []
  let real: Side
  let embedded: Side
  beforeAll(async () => {
    const signingKey = await newSigningKey()
    const tokens = await makeTokens(signingKey)
    const open = async (name: 'postgres' | 'pglite') => {
      const engine = await openEngine(name, { sql: functions + rows, signingKey })
      opened.push(engine)
      return sideOf(engine.fetch, tokens)
    }
    real = await open('postgres')
    embedded = await open('pglite')
  })
  afterAll(() => Promise.all(opened.map((engine) => engine.close())))

  test('about as many things as there are questions, and every difference is about one of them', () => {
    const known = questions.map(([about]) => about)
    expect(known.filter((about, index) => known.indexOf(about) !== index)).toEqual([])
    const listed = differences.flatMap(({ of }) => of)
    expect(listed.filter((about, index) => listed.indexOf(about) !== index || !known.includes(about))).toEqual([])
  })

  // In this order: some ask for what others have written.
  test.each(questions)('%s', async (about, question) => {
    const listed = differences.find(({ of }) => of.includes(about))
    const found = differencesOf(await answerTo(question, real), await answerTo(question, embedded))
    expect(found).toEqual(Object.fromEntries((listed?.parts ?? []).map((part) => [part, expect.any(Array)])))
  })
})
