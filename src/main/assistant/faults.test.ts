// One whole run, again and again, and each time another one of its calls to the database goes wrong in another way: what
// was written and shown survives, nothing is there twice, and the next message is answered. On the real embedded engine
// behind the real client. What a kill leaves behind is in surviving.test.ts and killed.test.ts.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { errorInWords } from '../../shared/errors-in-words'
import type { timeLimit } from '../../shared/time-limit'
import { toKithError } from './error-part'
import { migrationFiles } from '../embedded/migration-files'
import { openProject } from '../embedded/testing/project'
import type { Project } from '../embedded/testing/project'
import { expired, openFaulty, refused, silent, unheard } from './testing/faulty-database'
import type { Fault, FaultyDatabase, Renewing } from './testing/faulty-database'
import { loadMastra, soon, startAssistant } from './testing/start-assistant'
import { talkative, whole } from './testing/talkative'
import { toMessage } from './to-message'

/** So many runs at a time: most of one is waiting. */
const AT_ONCE = 6

let project: Project
/** What a run calls when nothing goes wrong. */
let namesOfRun: string[] = []
// A silence need not last as long as in life; but every call has so long, on a machine with much else to do, too.
vi.mock('../../shared/time-limit', async (importOriginal) => {
  const original = await importOriginal<{ timeLimit: typeof timeLimit }>()
  const { CALL_TIMEOUT_MS } = await import('./retry')
  return { timeLimit: (ms: number) => original.timeLimit(ms === CALL_TIMEOUT_MS ? 3_000 : ms) }
})

beforeAll(async () => {
  await loadMastra()
  project = await openProject(migrationFiles)
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { names, calls } = await play(0, refused, undefined, 'again')
  namesOfRun = names.slice(0, calls)
}, 180_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await project.db.close()
})

const ways: [string, Fault, Renewing?][] = [
  ['is refused', refused],
  ['is carried out and nobody hears of it', unheard],
  ['is met with silence', silent],
  ['comes with a token that has expired, and a new one is given', expired],
  ['comes with a token that has expired, and none can be had just now', expired, 'is out of reach'],
  ['comes with a token that has expired, and the session is over', expired, 'is refused'],
]

test.each(ways)('any call %s', { timeout: 240_000 }, async (_way, fault, renewing) => {
  const plays: (() => Promise<unknown>)[] = []
  for (let atCall = 1; atCall <= namesOfRun.length; atCall += 1) {
    plays.push(async () => {
      const { isSent } = await play(atCall, fault, renewing, 'again')
      // Whoever was refused may say something else instead.
      if (!isSent) await play(atCall, fault, renewing, 'other')
    })
  }
  expect(namesOfRun).toEqual(expect.arrayContaining(usual))
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = plays.shift(); next; next = plays.shift()) await next()
    }),
  )
})

/** What a run is made of, at the least. */
const usual =
  'ai_whoami ai_start_run ai_open_prompt ai_recall ai_save_answer ai_finish_answer ai_list_waiting ai_title_thread ai_propose_memory'.split(
    ' ',
  )

/** One run from the message to what is remembered of it. @param after what its owner does who was refused */
async function play(atCall: number, fault: Fault, renewing: Renewing | undefined, after: 'again' | 'other') {
  const database = await openFaulty(project, atCall, fault, renewing)
  try {
    return await playOn(database, after, renewing === 'is refused')
  } catch (error) {
    const name = database.names[atCall - 1]
    throw new Error(`call ${atCall}, ${name}, ${after}: ${String(error)}`, { cause: error })
  } finally {
    await database.close()
  }
}

async function playOn(database: FaultyDatabase, after: 'again' | 'other', isSessionOver: boolean) {
  const { names } = database
  const it = startAssistant({ database, model: talkative(names), quiet: 1, personaId: database.personaId })
  const { assistant, threadId, send, view, logged } = it
  const messageId = crypto.randomUUID()
  // The account is there as before; whoever owns it signs in.
  const comesBack = isSessionOver ? signsInAgain(database) : null
  const refusal = await send('My dog is called Max.', messageId).then(
    () => null,
    (error: unknown) => toKithError(error),
  )
  let continued = 0
  if (refusal) {
    const { title, detail } = errorInWords(refusal.toFailure())
    expect([title, detail]).toEqual([expect.stringMatching(/\w/), expect.any(String)])
    await comesBack
    if (after === 'again') await send('My dog is called Max.', messageId)
  }
  if (!refusal || after === 'again') {
    await soon(() => expect(view.finished).not.toBeNull())
    await assistant.whenIdle()
    await comesBack
    await assistant.catchUp()
    const { id: answerId, status } = await soon(() => present(view.finished))
    // One that failed says so, and goes on.
    if (status === 'failed') {
      await assistant.continueAnswer({ threadId, answerId, runId: crypto.randomUUID() })
      continued = 1
    }
    await assistant.whenIdle()
    await soon(() => expect(isSettled(names, logged)).toBe(true))
  }

  const calls = names.length
  const next = await send('And now?')
  await soon(() => expect(view.finished).toMatchObject({ id: next.run.message.id, status: 'complete' }))
  await assistant.whenIdle()
  await assistant.close()

  const path = (await database.call('ai_list_path', { thread_id: threadId })).map(toMessage)
  const said = path.map(({ role, content }) => [role, wordsOf(content.parts)])
  const first = ['user', 'My dog is called Max.']
  const mine = path.filter(({ id }) => id === messageId)
  // Nothing is lost of what was said and sent, and nothing is there twice.
  if (!refusal || after === 'again') expect(said.slice(0, 2)).toEqual([first, ['assistant', whole]])
  else if (mine.length > 0) expect(said[0]).toEqual(first)
  expect(said.slice(-2)).toEqual([
    ['user', 'And now?'],
    ['assistant', whole],
  ])
  expect(path.length).toBe(mine.length * 2 + 2)
  expect(path.filter(({ status }) => status === 'streaming')).toEqual([])
  expect(shownIn(view.events)).toBe(whole.repeat(refusal && after === 'other' ? 1 : 2))
  const runs = await database.call('ai_list_runs', { thread_id: threadId })
  expect(runs.filter(({ status }) => status === 'running')).toEqual([])
  expect(runs.length).toBe(path.length / 2 + continued)
  return { names, calls, isSent: refusal === null }
}

async function signsInAgain(database: FaultyDatabase): Promise<void> {
  await soon(() => expect(database.isFaulty()).toBe(true)).catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 100))
  await database.signInAgain()
}

/** A title and a memory are there, or it is written down why not. */
function isSettled(names: string[], logged: string[]): boolean {
  const isTitled = names.includes('ai_title_thread') || logged.some((line) => line.startsWith('no title'))
  return isTitled && logged.some((line) => /^(looked|nothing was looked) for/.test(line))
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('it is not there')
  return value
}

function wordsOf(parts: readonly object[]): string {
  return parts.map((part) => ('text' in part ? String(part.text) : '')).join('')
}

function shownIn(events: ReturnType<typeof startAssistant>['view']['events']): string {
  return events.map((event) => (event.type === 'delta' && event.kind === 'text' ? event.text : '')).join('')
}
