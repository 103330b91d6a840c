// The owner's word arrived in the database, and nobody heard of it: nothing is done twice, and nothing is stuck. On the real
// database, with a real MCP server.
import { afterEach, expect, test, vi } from 'vitest'
import type { Message } from '../../../shared/contract/chat'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import { onRealDatabase } from '../testing/on-real-database'
import { approve, toolsIn, waitingCall, whole } from '../testing/waiting-call'

const real = onRealDatabase()
afterEach(() => vi.useRealTimers())

/** An answer that waits, where so many answers to the owner's word are lost after it is stored. */
async function losing(lost: number) {
  const call: Call = async (...request) => {
    const result = await real.call(...request)
    if (request[0] !== 'ai_resume_run' || lost-- <= 0) return result
    throw new KithError('DATABASE_FAILED', { reason: 'cut' })
  }
  const it = await waitingCall({ ...real, call })
  const [run] = await real.call('ai_list_runs', { thread_id: it.threadId })
  const runId = run?.run_id ?? ''
  const status = async () => (await real.call('ai_get_run', { run_id: runId }))[0]?.status
  return { ...it, runId, status }
}

const unheard = { code: 'DATABASE_FAILED' }
const statesIn = (message: Message) =>
  toolsIn(message).map(({ toolInvocation, approval }) => [toolInvocation.state, approval.outcome])

test('one lost answer is asked for again, and nobody notices', async () => {
  const { around, decided } = await losing(1)
  const answer = await decided(approve)
  expect([answer.status, statesIn(answer)]).toEqual(['complete', [['result', 'approved']]])
  await around.tools.close()
})

test('whoever decides again is heard, and it is done once', async () => {
  const { around, decide, decided } = await losing(2)
  await expect(decide(approve)).rejects.toMatchObject(unheard)
  expect(statesIn(await decided(approve))).toEqual([['result', 'approved']])
  await around.tools.close()
})

test('whoever writes on instead is answered, and nothing is done', async () => {
  const { around, answer, decide, ask, view } = await losing(2)
  await expect(decide(approve)).rejects.toMatchObject(unheard)
  expect(await ask('Never mind')).toMatchObject({ status: 'complete' })
  expect(statesIn(await whole(real, view, answer.id))).toEqual([['output-denied', 'wrote-on']])
  await around.tools.close()
})

test('whoever stops it has stopped it', async () => {
  const { around, answer, assistant, decide, runId, view } = await losing(2)
  await expect(decide(approve)).rejects.toMatchObject(unheard)
  await assistant.stop(runId)
  const stopped = await whole(real, view, answer.id)
  expect([stopped.status, statesIn(stopped)]).toEqual(['stopped', [['output-denied', 'stopped']]])
  await around.tools.close()
})

test('where nobody does anything, it waits again after a while, as it was', async () => {
  const { around, answer, decide, decided, status } = await losing(2)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await expect(decide(approve)).rejects.toMatchObject(unheard)
  expect(await status()).toBe('running')
  await vi.advanceTimersByTimeAsync(15_000)
  vi.useRealTimers()
  await vi.waitFor(async () => expect(await status()).toBe('suspended'))
  const [row] = await real.call('ai_messages_by_id', { message_ids: [answer.id] })
  expect(row?.content).toEqual(answer.content)
  expect(statesIn(await decided(approve))).toEqual([['result', 'approved']])
  await around.tools.close()
})
