// A day of somebody who uses Kith all day long, in minutes: every hour a thread with answers that are stored as they come,
// searches, recalls, edits; and the thread of some hours ago is forgotten, so that there is as much at the end of the day
// as there was in the morning.
import { readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { randomOf } from '../database/random.mjs'
import { content, openAsThread, residentMegabytes, signUp } from './program.mjs'

const { entry, folder, preparedDatabase, hours } = JSON.parse(process.argv[2])
const KEPT_HOURS = 3
const TURNS = 30
const SAVES_OF_AN_ANSWER = 20

const migrationsFolder = join(import.meta.dirname, '../../supabase/migrations')
const migrations = readdirSync(migrationsFolder)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => ({ file, sql: readFileSync(join(migrationsFolder, file), 'utf8') }))
// A minute between checkpoints is a second here, and half a minute of quiet a quarter of one.
const pace = { checkpoints: { lookEveryMs: 100, everyMs: 1_000 }, tidying: { lookEveryMs: 50, quietMs: 250 } }
const program = openAsThread(entry, { start: { folder, preparedDatabase }, migrations, pace })
await program.ready
const call = await signUp(program)
const { below } = randomOf(24)
const words =
  'river path knee quiet week plan hills long run easy talk pace flat saturday coach slow rise number'.split(' ')
const sentence = (length) => Array.from({ length }, () => words[below(words.length)]).join(' ')

const threads = []
for (let hour = 1; hour <= hours; hour += 1) {
  threads.push(await talk())
  if (threads.length > KEPT_HOURS) await forget(threads.shift())
  // Lunch: what waits for a quiet moment is done.
  await wait(1_500)
  writeSync(1, `${JSON.stringify({ hour, memory: residentMegabytes(), bytes: sizeOf(join(folder, 'pgdata')) })}\n`)
}
await program.close()

async function talk() {
  const thread_id = crypto.randomUUID()
  for (let turn = 0; turn < TURNS; turn += 1) {
    const now = Date.now()
    const [run_id, answer_id] = [crypto.randomUUID(), crypto.randomUUID()]
    await call('ai_start_run', {
      run_id,
      thread_id,
      message_id: crypto.randomUUID(),
      message_content: content(sentence(20)),
      message_created_at: new Date(now).toISOString(),
      answer_id,
      answer_created_at: new Date(now + 1).toISOString(),
      device: 'day',
      model: {},
    })
    let answer = ''
    for (let save = 0; save < SAVES_OF_AN_ANSWER; save += 1) {
      answer += `${sentence(15)}. `
      await call('ai_save_answer', { message_id: answer_id, content: content(answer) })
    }
    await call('ai_finish_answer', { run_id, message_id: answer_id, content: content(answer), status: 'complete' })
    await call('ai_recall', { query: sentence(4) })
    await call('ai_search', { query: sentence(2) })
    await call('ai_list_threads', {})
    await call('ai_list_path', { thread_id, max_rows: 50 })
  }
  return thread_id
}

async function forget(thread_id) {
  const [{ token }] = await call('ai_forget_preview', { thread_id })
  await call('ai_forget', { token })
}

function sizeOf(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .reduce(
      (sum, found) => sum + (statSync(join(found.parentPath, found.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    )
}
