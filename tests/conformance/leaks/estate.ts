// What somebody has under one resource, marked with a word that is nowhere else, and everything there is in the database.
import type { Engine } from '../../../supabase/tests/support/engines'
import { say, threadOf } from '../making'
import { suspended } from '../runs'
import type { Domains } from '../world'

/** Ids to reach for. */
export interface Ids {
  resource: string[]
  thread: string[]
  message: string[]
  run: string[]
}

export interface Estate extends Ids {
  /** Stands in every title, message, note and run. */
  word: string
}

export const workflowName = 'agentic-loop'

export async function buildEstate({ memory, workflows }: Domains, resourceId: string): Promise<Estate> {
  const word = `marked${crypto.randomUUID().replaceAll('-', '')}`
  const threads = [1, 2].map((number) => threadOf(resourceId, { title: `${word} ${number}`, metadata: { word } }))
  for (const thread of threads) await memory.saveThread({ thread })
  const messages = []
  for (const thread of threads) messages.push(...(await say(memory, thread, [`${word} asks`, `${word} answers`, word])))
  await memory.updateResource({ resourceId, workingMemory: `- ${word}`, metadata: { word } })
  const run = [crypto.randomUUID(), crypto.randomUUID()]
  const of = { threadId: threads[0]!.id, resourceId }
  for (const [index, runId] of run.entries()) {
    const snapshot = suspended(runId, index === 0 ? of : undefined, { value: { word } })
    await workflows.persistWorkflowSnapshot({ workflowName, runId, resourceId, snapshot })
  }
  return {
    word,
    resource: [resourceId],
    thread: threads.map(({ id }) => id),
    message: messages.map(({ id }) => id),
    run,
  }
}

/** Every row of every table, as text with the name of its table. Of accounts and their sessions nothing. */
export async function everythingIn({ sql }: Engine): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_catalog.pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'auth') order by 1`,
  )
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await sql<{ content: string }>(`select to_jsonb(row)::text as content from ${name} as row`)
    rows.push(...found.map(({ content }) => `${name} ${content}`))
  }
  return rows.toSorted()
}
