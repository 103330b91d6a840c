// No token, key or value of a request is in any table afterwards, whichever way it came to the storage.
import { RequestContext } from '@mastra/core/request-context'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '../../../supabase/tests/support/engines'
import type { Engine, Person } from '../../../supabase/tests/support/engines'
import { threadOf } from '../making'
import { payerOn, paying, thanking, whole } from '../payer'
import { suspended } from '../runs'
import { domainsOf, newResourceOf, storeOf } from '../world'
import { everythingIn } from './estate'

describe.each(engines)('on %s', (name) => {
  let engine: Engine
  let ana: Person
  let jwt: string
  const key = `sk-proj-${'k'.repeat(40)}`
  const value = `value-of-the-request-${crypto.randomUUID()}`
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
    jwt = await engine.token({ sub: ana.userId, role: 'authenticated' })
  }, 60_000)
  afterAll(() => engine.close())

  const ofTheRequest = () => ({ authToken: jwt, headers: { authorization: `Bearer ${jwt}` }, apiKey: key, who: value })

  /** Rows that tell something they should not, and those of a run, which show that something was stored at all. */
  async function stored(runId: string): Promise<{ secrets: string[]; runs: number }> {
    const rows = await everythingIn(engine)
    const secrets = [jwt, jwt.split('.')[2]!, 'eyJ', key, value]
    return {
      secrets: rows.filter((row) => secrets.some((secret) => row.includes(secret))),
      runs: rows.filter((row) => row.startsWith('public.ai_run_snapshots') && row.includes(runId)).length,
    }
  }

  test('a suspended run is kept without what came with its request', async () => {
    const { workflows } = await domainsOf(storeOf(ana))
    const run = { workflowName: 'agentic-loop', runId: crypto.randomUUID() }
    const snapshot = suspended(run.runId, undefined, { requestContext: ofTheRequest() })
    await workflows.persistWorkflowSnapshot({ ...run, resourceId: await newResourceOf(ana), snapshot })
    expect(await stored(run.runId)).toEqual({ secrets: [], runs: 1 })

    const result = { status: 'success' as const, output: 1, payload: 1, startedAt: 1, endedAt: 1 }
    await workflows.updateWorkflowResults({ ...run, stepId: 'one', result, requestContext: ofTheRequest() })
    await workflows.updateWorkflowState({ ...run, opts: { status: 'suspended', suspendedPaths: { ask: [0] } } })
    await workflows.persistWorkflowSnapshot({ ...run, snapshot })
    expect(await stored(run.runId)).toEqual({ secrets: [], runs: 1 })

    const other = await domainsOf(storeOf(ana))
    const step = { stepId: 'two', result, requestContext: ofTheRequest() }
    await other.workflows.updateWorkflowResults({ ...run, ...step })
    expect(await stored(run.runId)).toEqual({ secrets: [], runs: 1 })
  })

  test('the caller’s snapshot keeps them: the run that goes on in this process needs them', async () => {
    const { workflows } = await domainsOf(storeOf(ana))
    const run = { workflowName: 'agentic-loop', runId: crypto.randomUUID() }
    const snapshot = suspended(run.runId, undefined, { requestContext: ofTheRequest() })
    await workflows.persistWorkflowSnapshot({ ...run, snapshot })
    expect(snapshot.requestContext).toEqual(ofTheRequest())
  })

  test('an agent that waits for an approval, and goes on elsewhere, leaves none of it', async () => {
    const payments: unknown[] = []
    const requestContext = new RequestContext<unknown>(Object.entries(ofTheRequest()))
    const options = {
      requestContext,
      modelSettings: { headers: { authorization: `Bearer ${key}` } },
      providerOptions: { openai: { user: value } },
    }
    const here = payerOn(storeOf(ana), payments, paying)
    const memory = { thread: crypto.randomUUID(), resource: await newResourceOf(ana) }
    const { runId } = await whole(here.stream('Pay 5 euros', { ...options, memory }))
    const waiting = await stored(runId)
    expect(waiting).toEqual({ secrets: [], runs: expect.any(Number) })
    expect(waiting.runs).toBeGreaterThan(0)

    const elsewhere = payerOn(storeOf(ana), payments, thanking)
    await whole(elsewhere.approveToolCall({ runId, toolCallId: 'call_1', ...options }))
    expect(await stored(runId)).toEqual({ secrets: [], runs: 0 })
    expect(payments.length).toBe(1)
  })

  test('observational memory, which would keep the keys of its models, cannot be turned on by accident', async () => {
    const { memory } = await domainsOf(storeOf(ana))
    const resourceId = await newResourceOf(ana)
    const thread = await memory.saveThread({ thread: threadOf(resourceId) })
    expect(memory.supportsObservationalMemory ?? false).toBe(false)
    const config = { observation: { model: { id: 'openai/gpt-5-mini', apiKey: key } } }
    const call = memory.initializeObservationalMemory({ threadId: thread.id, resourceId, scope: 'thread', config })
    await expect(call).rejects.toThrow('not implemented')
    expect((await stored('none')).secrets).toEqual([])
  })
})
