// A whole assistant on a folder, in a process of its own: says what the one before it has left there, makes good what can be
// made good, and answers one message until it is killed in the middle of it.
import { writeSync } from 'node:fs'
import { openDatabase } from '../../database'
import type { Call } from '../../database/call'
import { migrationFiles } from '../../embedded/migration-files'
import { openData } from '../../embedded/open-data'
import { createAssistant } from '../create-assistant'
import { toMessage } from '../to-message'
import { saying, scriptedModel } from './scripted-model'
import { talkative } from './talkative'

export interface KillPlan {
  folder: string
  preparedDatabase: string | null
  /** What the one before it was doing. */
  before: { threadId: string; messageId: string } | null
  now: { threadId: string; messageId: string }
  /** The call it is killed at, from 1, and whether that is carried out before. Null: it lives to the end. */
  killAt: { call: number; isCarriedOut: boolean } | null
}

/** What it says, a line at a time. */
export interface KillReport {
  /** Of the thread of the one before: as it was found, and after it was sent again or continued, and another was said. */
  found?: Said[]
  mended?: Said[]
  /** Told to whoever sent the message. */
  sent?: true
  /** Acknowledged by the database. */
  stored?: string
  calls?: number
}
export type Said = [role: string, status: string, text: string]

const plan = JSON.parse(process.argv[2] ?? '') as KillPlan
// Not through the stream, which may still hold a line when the process is killed.
const report = (line: KillReport) => void writeSync(1, `${JSON.stringify(line)}\n`)
const facts = { provider: 'Scripted', host: 'scripted.example', model: 'scripted-1' }

const { folder, preparedDatabase } = plan
const data = await openData({ folder, preparedDatabase }, migrationFiles)
const database = openDatabase({
  ...data.ready,
  fetch: (input, init) => data.answer(new Request(input, init)),
  storage: { getItem: async () => null, setItem: async () => {}, removeItem: async () => {} },
})
const { id: userId } = await database.signInLocal({ name: 'Ana' })
const names: string[] = []

if (plan.before) await mend(plan.before)
await answerUntilKilled(plan.now)
await database.close()
await data.close()
process.exit(0)

function assistantOn(call: Call, forRun: typeof database.forRun, model: ReturnType<typeof talkative>) {
  return createAssistant({
    call,
    forRun,
    userId,
    device: 'here',
    chooseModel: async () => ({ model, facts }),
    onChange: () => {},
    log: () => {},
    quiet: 1,
  })
}

async function pathOf(threadId: string) {
  return (await database.call('ai_list_path', { thread_id: threadId })).map(toMessage)
}
async function saidIn(threadId: string): Promise<Said[]> {
  return (await pathOf(threadId)).map(({ role, status, content }) => [role, status, wordsOf(content)])
}

async function mend({ threadId, messageId }: NonNullable<KillPlan['before']>): Promise<void> {
  const assistant = assistantOn(database.call, database.forRun, scriptedModel(saying('And on.')).model)
  await assistant.recover()
  report({ found: await saidIn(threadId) })
  // Whoever was not told that it is stored has it in the field still.
  await assistant.send({ threadId, personaId: null, messageId, text: 'My words' })
  await assistant.whenIdle()
  const last = (await pathOf(threadId)).at(-1)
  if (last?.status === 'failed') {
    await assistant.continueAnswer({ threadId, answerId: last.id, runId: crypto.randomUUID() })
    await assistant.whenIdle()
  }
  await assistant.send({ threadId, personaId: null, messageId: crypto.randomUUID(), text: 'And now?' })
  await assistant.whenIdle()
  await assistant.close()
  report({ mended: await saidIn(threadId) })
}

async function answerUntilKilled({ threadId, messageId }: KillPlan['now']): Promise<void> {
  const forRun = async (run: { personaId: string | null }) => dying(await database.forRun(run))
  const assistant = assistantOn(dying(database.call), forRun, talkative(names))
  await assistant.send({ threadId, personaId: null, messageId, text: 'My words' })
  report({ sent: true })
  await assistant.whenIdle()
  for (let turn = 0; turn < 200 && !names.includes('ai_propose_memory'); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  report({ calls: names.length })
}

function dying(call: Call): Call {
  return async (name, args, options) => {
    names.push(name)
    const isLast = names.length === plan.killAt?.call
    if (isLast && !plan.killAt?.isCarriedOut) process.kill(process.pid, 'SIGKILL')
    const result = await call(name, args, options)
    if (isLast) process.kill(process.pid, 'SIGKILL')
    if (name === 'ai_save_answer' || name === 'ai_finish_answer') {
      report({ stored: wordsOf((args as unknown as { content: { parts: object[] } }).content) })
    }
    return result
  }
}

/** Of all parts, nothing between them. */
function wordsOf({ parts }: { parts: readonly object[] }): string {
  return parts.map((part) => ('text' in part ? String(part.text) : '')).join('')
}
