// Runs that wait for a person: an agent's approvals and workflows of one's own, resumed by another process.
import { Mastra } from '@mastra/core'
import { Agent } from '@mastra/core/agent'
import { noopLogger } from '@mastra/core/logger'
import { RequestContext } from '@mastra/core/request-context'
import { createTool } from '@mastra/core/tools'
import { createStep, createWorkflow } from '@mastra/core/workflows'
import { Memory } from '@mastra/memory'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { finish, saying, scriptedModel } from '../assistant/testing/scripted-model'
import type { Step } from '../assistant/testing/scripted-model'
import { SupabaseStore } from './supabase-store'
import { SupabaseWorkflowsStorage } from './supabase-workflows-storage'
import { errorOf, openStorage, textOf } from './testing/open-storage'

const open = openStorage()
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'
const sending: Step = () => [
  { type: 'tool-call', toolCallId: 'c1', toolName: 'send', input: '{"to":"Ana"}' },
  finish('tool-calls'),
]

/** It is claimed, or over already. */
const tooLate = /has already been resumed|No snapshot found|was not suspended|could not find a suspended run/

/** Letters that were really sent. */
let sent: string[]
beforeEach(() => {
  sent = []
})

/** A process of its own: nothing in it is known to any other but what lies in the database. */
function computer(...steps: Step[]) {
  const { recorded, database } = open
  const storage = new SupabaseStore({ call: recorded.call, userId: database.userId })
  const send = createTool({
    id: 'send',
    description: 'Sends a letter.',
    inputSchema: z.object({ to: z.string() }),
    requireApproval: true,
    execute: async ({ to }) => {
      sent.push(to)
      return { ok: true }
    },
  })
  const agent = new Agent({
    id: 'kith',
    name: 'Kith',
    instructions: 'Write letters.',
    model: scriptedModel(...steps).model,
    tools: { send },
    memory: new Memory({ storage, options: { lastMessages: 10 } }),
  })
  const ask = createStep({
    id: 'ask',
    inputSchema: z.object({ to: z.string() }),
    outputSchema: z.object({ to: z.string() }),
    resumeSchema: z.object({ yes: z.boolean() }),
    execute: async ({ inputData, resumeData, suspend }) => {
      if (!resumeData) return suspend({})
      sent.push(inputData.to)
      return inputData
    },
  })
  const letters = createWorkflow({ id: 'letters', inputSchema: ask.inputSchema, outputSchema: ask.outputSchema })
    .then(ask)
    .commit()
  const mastra = new Mastra({ agents: { kith: agent }, workflows: { letters }, storage, logger: false })
  agent.__setLogger(noopLogger)
  return {
    agent,
    letters: mastra.getWorkflow('letters'),
    async ask(threadId: string, requestContext?: RequestContext) {
      const memory = { thread: threadId, resource: open.resourceId }
      const output = await agent.stream('Write to Ana.', { memory, requestContext })
      await output.consumeStream()
      expect(await output.finishReason).toBe('suspended')
      return output.runId
    },
    async approve(runId: string) {
      const output = await agent.approveToolCall({ runId, toolCallId: 'c1' })
      // The finish reason of a stream that failed never comes.
      return new Promise((resolve, reject) => {
        void output.consumeStream({ onError: reject }).then(() => resolve(output.finishReason), reject)
      })
    },
    async runs() {
      const workflows = await storage.getStore('workflows')
      return workflows?.listWorkflowRuns({ status: 'suspended' })
    },
  }
}

const stored = () => open.database.call('ai_list_run_snapshots', {})

describe('an approval', () => {
  test('is given after a restart, and nothing of the run is left', async () => {
    const threadId = crypto.randomUUID()
    const runId = await computer(sending).ask(threadId)
    expect((await stored()).map(({ workflow_name, status, thread_id }) => [workflow_name, status, thread_id])).toEqual([
      ['agentic-loop', 'suspended', threadId],
      ['executionWorkflow', 'suspended', threadId],
    ])
    const other = computer(saying('Sent.'))
    expect((await other.runs())?.runs.map((run) => run.runId)).toEqual([runId, runId])
    expect(await other.approve(runId)).toBe('stop')
    expect(sent).toEqual(['Ana'])
    expect(await stored()).toEqual([])
    const { messages } = await open.storage.listMessages({ threadId })
    expect(messages.map(textOf).at(-1)).toBe('Sent.')
    await expect(other.approve(runId)).rejects.toThrow('could not find a suspended run')
  })

  test('is given once, however many give it', async () => {
    const here = computer(sending, saying('Sent.'))
    const threadId = crypto.randomUUID()
    const runId = await here.ask(threadId)
    const there = computer(saying('Sent.'))
    await there.runs()
    const all = await Promise.allSettled([here.approve(runId), there.approve(runId), here.approve(runId)])
    expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
    for (const one of all) {
      if (one.status === 'rejected') expect(String(one.reason.message)).toMatch(tooLate)
    }
    expect(sent).toEqual(['Ana'])
    expect(await stored()).toEqual([])
    const { messages } = await open.storage.listMessages({ threadId })
    expect(messages.map(textOf).at(-1)).toBe('Sent.')
  })

  test('waits on, when the answer suspends again', async () => {
    const runId = await computer(sending).ask(crypto.randomUUID())
    const again: Step = () => [
      { type: 'tool-call', toolCallId: 'c1', toolName: 'send', input: '{"to":"Ben"}' },
      finish('tool-calls'),
    ]
    expect(await computer(again).approve(runId)).toBe('suspended')
    expect(await computer(saying('Both sent.')).approve(runId)).toBe('stop')
    expect(sent).toEqual(['Ana', 'Ben'])
    expect(await stored()).toEqual([])
  })

  test('that could not be written down is given again', async () => {
    const runId = await computer(sending).ask(crypto.randomUUID())
    const other = computer(saying('Sent.'))
    const succeed = open.recorded.fail(new TypeError('fetch failed'), 'ai_save_run_snapshot')
    await expect(other.approve(runId)).rejects.toMatchObject({ message: 'fetch failed' })
    succeed()
    expect(sent).toEqual([])
    expect(await other.approve(runId)).toBe('stop')
    expect(sent).toEqual(['Ana'])
  })

  test('that was given is not given again, also when the answer fails after it', async () => {
    const runId = await computer(sending).ask(crypto.randomUUID())
    const failing: Step = () => {
      throw new Error('provider gone')
    }
    expect(await computer(failing).approve(runId)).toBe('error')
    await expect(computer(saying('Sent.')).approve(runId)).rejects.toThrow('could not find a suspended run')
    expect(sent).toEqual(['Ana'])
    expect(await stored()).toEqual([])
  })

  test('brings no secret into the database', async () => {
    const context = new RequestContext()
    context.set('jwt', jwt)
    context.set('note', 'blue-elephant')
    context.set('mastra__authToken', 'green-giraffe')
    await computer(sending).ask(crypto.randomUUID(), context)
    const text = JSON.stringify(await stored())
    for (const secret of [jwt, 'blue-elephant', 'green-giraffe']) expect(text).not.toContain(secret)
    expect(text).toContain('Write to Ana.')
  })
})

test('an answer that waits for nobody does not write its run down', async () => {
  const { agent } = computer(saying('Hello.'))
  open.recorded.names.length = 0
  const output = await agent.stream('Hello!', { memory: { thread: crypto.randomUUID(), resource: open.resourceId } })
  await output.consumeStream()
  expect(open.recorded.names.filter((name) => name.includes('snapshot'))).toEqual([])
})

describe('a workflow', () => {
  async function suspended() {
    const run = await computer().letters.createRun({ resourceId: open.resourceId })
    expect((await run.start({ inputData: { to: 'Ana' } })).status).toBe('suspended')
    return run.runId
  }
  const resume = async ({ letters }: ReturnType<typeof computer>, runId: string) =>
    (await letters.createRun({ runId })).resume({ step: 'ask', resumeData: { yes: true } })

  test('goes on after a restart, and nothing of it is left', async () => {
    const runId = await suspended()
    expect(await stored()).toMatchObject([{ workflow_name: 'letters', status: 'suspended', run_key: runId }])
    expect((await resume(computer(), runId)).status).toBe('success')
    expect(sent).toEqual(['Ana'])
    expect(await stored()).toEqual([])
  })

  test('goes on once, however many resume it', async () => {
    const runId = await suspended()
    const all = await Promise.allSettled([
      resume(computer(), runId),
      resume(computer(), runId),
      resume(computer(), runId),
    ])
    expect(all.filter(({ status }) => status === 'fulfilled').length).toBe(1)
    expect(sent).toEqual(['Ana'])
  })
})

test('a run may be looked at here and resumed there', async () => {
  const runId = await computer(sending).ask(crypto.randomUUID())
  const { recorded, database } = open
  const looking = new SupabaseWorkflowsStorage({ call: recorded.call, userId: database.userId })
  for (let times = 0; times < 2; times += 1) {
    const key = { workflowName: 'agentic-loop', runId }
    expect((await looking.loadWorkflowSnapshot(key))?.status).toBe('suspended')
    expect(await looking.getWorkflowRunById(key)).toMatchObject(key)
  }
  expect(await computer(saying('Sent.')).approve(runId)).toBe('stop')
  expect(sent).toEqual(['Ana'])
})

describe('stored runs', () => {
  const snapshotOf = (status: string) => ({ status, context: {}, value: {}, runId: 'r' }) as never

  test('of somebody else’s are neither written nor read', async () => {
    const { recorded, database, foreignResourceId } = open
    const storage = new SupabaseWorkflowsStorage({ call: recorded.call, userId: database.userId })
    const run = { workflowName: 'w', runId: 'r', resourceId: foreignResourceId, snapshot: snapshotOf('suspended') }
    const error = await errorOf(storage.persistWorkflowSnapshot(run))
    expect(error.id).toBe('MASTRA_STORAGE_KITH_PERSIST_WORKFLOW_SNAPSHOT_FOREIGN_OWNER')
    expect(await stored()).toEqual([])
  })

  test('are found by what they are of, page by page, and those of this process with them', async () => {
    const { recorded, database, resourceId, otherResourceId } = open
    const fresh = () => new SupabaseWorkflowsStorage({ call: recorded.call, userId: database.userId })
    const before = fresh()
    for (const [n, owner] of [resourceId, otherResourceId, resourceId].entries()) {
      await before.persistWorkflowSnapshot({
        workflowName: 'w',
        runId: `r${n}`,
        resourceId: owner,
        snapshot: snapshotOf('suspended'),
        createdAt: new Date(1_000 * n),
      })
    }
    const storage = fresh()
    await storage.persistWorkflowSnapshot({ workflowName: 'w', runId: 'mine', snapshot: snapshotOf('running') })
    const ids = async (filter: Parameters<typeof storage.listWorkflowRuns>[0]) => {
      const { runs, total } = await storage.listWorkflowRuns(filter)
      return [runs.map(({ runId }) => runId).join(' '), total]
    }
    expect(await ids({})).toEqual(['mine r2 r1 r0', 4])
    expect(await ids({ status: 'suspended', page: 1, perPage: 2 })).toEqual(['r0', 3])
    expect(await ids({ resourceId: otherResourceId })).toEqual(['r1', 1])
    expect(await ids({ fromDate: new Date(1_000), toDate: new Date(1_500) })).toEqual(['r1', 1])
    expect(await ids({ status: 'running' })).toEqual(['mine', 1])
    expect(await ids({ workflowName: 'other' })).toEqual(['', 0])
    await before.deleteWorkflowRunById({ workflowName: 'w', runId: 'r2' })
    expect(await ids({ status: 'suspended' })).toEqual(['r1 r0', 2])
  })

  test('change their status only when it is the expected one', async () => {
    const { recorded, database, resourceId } = open
    const fresh = () => new SupabaseWorkflowsStorage({ call: recorded.call, userId: database.userId })
    const key = { workflowName: 'w', runId: 'r' }
    await fresh().persistWorkflowSnapshot({ ...key, resourceId, snapshot: snapshotOf('suspended') })
    const [one, two] = [fresh(), fresh()]
    const claim = { ...key, opts: { status: 'running', expectedStatus: 'suspended' } } as const
    expect((await two.loadWorkflowSnapshot(key))?.status).toBe('suspended')
    expect(await one.updateWorkflowState(claim)).toMatchObject({ status: 'running' })
    expect(await two.updateWorkflowState(claim)).toBeUndefined()
    expect((await two.loadWorkflowSnapshot(key))?.status).toBe('running')
    await one.updateWorkflowState({ ...key, opts: { status: 'suspended', expectedStatus: 'running' } })
    expect(await two.updateWorkflowState(claim)).toMatchObject({ status: 'running' })
    await two.updateWorkflowState({ ...key, opts: { status: 'canceled' } })
    expect(await stored()).toEqual([])
  })
})
