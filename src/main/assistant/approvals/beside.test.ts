// What else goes on in a thread whose answer waits for its owner. On the real database, with a real MCP server.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KithError } from '../../../shared/errors'
import { onRealDatabase } from '../testing/on-real-database'
import { calling, saying, scriptedModel } from '../testing/scripted-model'
import { facts, soon, textIn } from '../testing/start-assistant'
import { approve, toolsIn, waitingCall, whole, write } from '../testing/waiting-call'

const database = onRealDatabase()

const next = 'What I say next'
const threeSteps = [calling(write()), saying('Done.'), saying('That, too.')]

/** What was said and answered, in its order. */
async function textsOf(threadId: string): Promise<string[]> {
  const path = await database.call('ai_list_path', { thread_id: threadId })
  return path.map(({ content }) => textIn(content))
}

test('what is to be said next waits, too, and goes out when the answer is whole', async () => {
  const { around, assistant, threadId, decided } = await waitingCall(database, { steps: threeSteps })
  await assistant.waiting.add({ threadId, messageId: crypto.randomUUID(), text: next })
  await assistant.whenIdle()
  expect(await textsOf(threadId)).toEqual(['Write down: milk', ''])
  await decided(approve)
  await assistant.whenIdle()
  expect(await textsOf(threadId)).toEqual(['Write down: milk', 'Done.', next, 'That, too.'])
  await around.tools.close()
})

test('sent all the same, it is an answer in words: what was asked for is not done', async () => {
  const { around, answer, assistant, threadId, view } = await waitingCall(database, { steps: threeSteps })
  const messageId = crypto.randomUUID()
  await assistant.waiting.add({ threadId, messageId, text: next })
  await assistant.waiting.sendNow({ threadId, messageId })
  expect(toolsIn(await whole(database, view, answer.id))).toMatchObject([{ approval: { outcome: 'wrote-on' } }])
  await soon(() => expect(view.finished?.status).toBe('complete'))
  expect(await textsOf(threadId)).toEqual(['Write down: milk', '', next, 'Done.'])
  expect(await assistant.waiting.list(threadId)).toEqual([])
  await around.tools.close()
})

test('when another model goes on, what was allowed is done once, and that model has what came back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kith-mcp-'))
  const other = scriptedModel(saying('Done by the other.'))
  const unreachable = () => {
    throw new KithError('PROVIDER_UNREACHABLE', { provider: 'Scripted', reason: 'ECONNREFUSED' })
  }
  const { around, decided } = await waitingCall(database, {
    steps: [calling(write()), unreachable],
    chosen: { fallback: async () => ({ model: other.model, facts: { ...facts, model: 'scripted-2' } }) },
    behaviours: [`log=${join(folder, 'log')}`],
  })
  const done = await decided(approve)
  expect([done.status, textIn(done.content)]).toEqual(['complete', 'Done by the other.'])
  expect(JSON.stringify(other.prompts[0]?.prompt)).toContain('Noted: milk')
  expect((await readFile(join(folder, 'log'), 'utf8')).match(/call write/g)).toHaveLength(1)
  await around.tools.close()
  await rm(folder, { recursive: true, force: true })
})
