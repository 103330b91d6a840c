// No token, key or value of a request is in any table afterwards, whichever way it came to the storage.
import { Mastra } from '@mastra/core'
import { Agent } from '@mastra/core/agent'
import { RequestContext } from '@mastra/core/request-context'
import { createTool } from '@mastra/core/tools'
import { Memory } from '@mastra/memory'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { finish, saying, scriptedModel, text } from '../../../src/main/assistant/testing/scripted-model'
import { engines, openEngine } from '../../../supabase/tests/support/engines'
import type { Engine, Person } from '../../../supabase/tests/support/engines'
import { threadOf } from '../making'
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
    const resourceId = await newResourceOf(ana)
    const threadId = crypto.randomUUID()
    const payments: unknown[] = []
    const agentOn = (steps: Parameters<typeof scriptedModel>) => {
      const storage = storeOf(ana)
      const pay = createTool({
        id: 'pay',
        description: 'pays',
        inputSchema: z.object({ euros: z.number() }),
        requireApproval: true,
        execute: async (input) => {
          payments.push(input)
          return { paid: true }
        },
      })
      const agent = new Agent({
        id: 'payer',
        name: 'Payer',
        instructions: 'Pay.',
        model: scriptedModel(...steps).model,
        tools: { pay },
        memory: new Memory({ storage, options: { workingMemory: { enabled: true }, generateTitle: false } }),
      })
      return new Mastra({ logger: false, storage, agents: { agent } }).getAgent('agent')
    }
    const requestContext = new RequestContext<unknown>(Object.entries(ofTheRequest()))
    const options = {
      requestContext,
      modelSettings: { headers: { authorization: `Bearer ${key}` } },
      providerOptions: { openai: { user: value } },
    }
    const call = { type: 'tool-call' as const, toolCallId: 'call_1', toolName: 'pay', input: '{"euros":5}' }
    const here = agentOn([() => [...text(['I pay.']), call, finish('tool-calls')]])
    const asked = await here.stream('Pay 5 euros', { ...options, memory: { thread: threadId, resource: resourceId } })
    for await (const chunk of asked.fullStream) expect(chunk.type).not.toBe('error')
    const waiting = await stored(asked.runId)
    expect(waiting).toEqual({ secrets: [], runs: expect.any(Number) })
    expect(waiting.runs).toBeGreaterThan(0)

    const elsewhere = agentOn([saying('Paid.')])
    const approved = await elsewhere.approveToolCall({ runId: asked.runId, toolCallId: 'call_1', ...options })
    for await (const chunk of approved.fullStream) expect(chunk.type).not.toBe('error')
    expect(payments).toEqual([{ euros: 5 }])
    expect(await approved.finishReason).toBe('stop')
    expect(await stored(asked.runId)).toEqual({ secrets: [], runs: 0 })

    const again = agentOn([saying('Paid twice.')]).approveToolCall({ runId: asked.runId, toolCallId: 'call_1' })
    await expect(again).rejects.toThrow('suspended')
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
