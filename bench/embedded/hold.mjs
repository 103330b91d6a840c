// One life of the built data process, told on the output. Times count from the start of the program.
import { readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { content, openAsProgram, residentMegabytes, signUp } from './program.mjs'

const { folder, preparedDatabase, end, rest } = JSON.parse(process.argv[2])
// Not through the stream, which may still hold a line when this is killed.
const say = (line) => void writeSync(1, `${JSON.stringify(line)}\n`)

const chunks = join(import.meta.dirname, '../../out/main/chunks')
const built = readdirSync(chunks).find((name) => /^data-process-.*\.js$/.test(name))
const program = openAsProgram(join(chunks, built), { folder, preparedDatabase })
await program.ready
say({ ready: performance.now() })

if (end === 'write and be killed') await writeForEver(await signUp(program))
await wait(rest)
if (rest > 0) say({ memory: residentMegabytes() })
await program.close()

async function writeForEver(call) {
  const thread_id = crypto.randomUUID()
  await call('ai_save_thread', { thread_id })
  for (let written = 1; ; written += 1) {
    const created_at = new Date().toISOString()
    const message = { message_id: crypto.randomUUID(), thread_id, role: 'user', created_at }
    await call('ai_save_messages', { messages: [{ ...message, content: content(`Message ${written}`) }] })
    say({ written })
  }
}
