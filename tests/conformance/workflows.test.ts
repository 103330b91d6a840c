// Runs of workflows in one process: kept, changed, listed and deleted.
import type { StepResult } from '@mastra/core/workflows'
import type { StorageListWorkflowRunsInput } from '@mastra/core/storage'
import { describe, expect, test } from 'vitest'
import { at, numbered } from './making'
import { contextOf, snapshotOf, stateIn, suspended } from './runs'
import { stores, useWorld } from './world'

const newRunId = () => crypto.randomUUID()
const success = (output: unknown): StepResult<unknown, unknown, unknown, unknown> => ({
  status: 'success',
  output,
  payload: {},
  startedAt: 1,
  endedAt: 2,
})

describe.each(stores)('a run of a workflow in %s', (name) => {
  const world = useWorld(name)

  test.each(['pending', 'running', 'suspended', 'waiting', 'success'] as const)(
    'that is %s comes back',
    async (status) => {
      const runId = newRunId()
      const workflowName = 'agentic-loop'
      const resourceId = await world.newResource()
      const snapshot = status === 'suspended' ? suspended(runId) : snapshotOf(runId, { status })
      await world.workflows.persistWorkflowSnapshot({ workflowName, runId, resourceId, snapshot })
      expect(await world.workflows.loadWorkflowSnapshot({ workflowName, runId })).toEqual(snapshot)
      for (const found of [
        await world.workflows.getWorkflowRunById({ runId, workflowName }),
        await world.workflows.getWorkflowRunById({ runId }),
      ]) {
        expect(found).toMatchObject({ workflowName, runId, resourceId })
        expect(stateIn(found!)).toEqual(snapshot)
        expect([found!.createdAt, found!.updatedAt]).toEqual([expect.any(Date), expect.any(Date)])
      }
    },
  )

  test('that is not there is none', async () => {
    for (const runId of [newRunId(), 'run-1', '']) {
      const key = { runId, workflowName: 'agentic-loop' }
      expect(await world.workflows.loadWorkflowSnapshot(key)).toBeNull()
      expect(await world.workflows.getWorkflowRunById(key)).toBeNull()
      expect(await world.workflows.getWorkflowRunById({ runId })).toBeNull()
      expect(await world.workflows.updateWorkflowState({ ...key, opts: { status: 'running' } })).toBeUndefined()
      const step = { stepId: 'ask', result: success(1), requestContext: {} }
      expect(await world.workflows.updateWorkflowResults({ ...key, ...step })).toEqual({})
      await expect(world.workflows.deleteWorkflowRunById(key)).resolves.toBeUndefined()
    }
  })

  test('kept again keeps the moment it was made, and its resource', async () => {
    const key = { workflowName: 'agentic-loop', runId: newRunId() }
    const resourceId = await world.newResource()
    const keep = (snapshot = suspended(key.runId), more = {}) =>
      world.workflows.persistWorkflowSnapshot({ ...key, snapshot, ...more })
    await keep(snapshotOf(key.runId), { resourceId, createdAt: at(5), updatedAt: at(6) })
    expect(await world.workflows.getWorkflowRunById(key)).toMatchObject({
      createdAt: at(5),
      updatedAt: at(6),
      resourceId,
    })
    await keep()
    const found = await world.workflows.getWorkflowRunById(key)
    expect(found).toMatchObject({ createdAt: at(5), resourceId })
    expect(found!.updatedAt.getTime()).toBeGreaterThan(at(6).getTime())
    await keep(suspended(key.runId, undefined, { value: { a: 'second time' } }))
    expect(await world.workflows.getWorkflowRunById(key)).toMatchObject({ createdAt: at(5), resourceId })
    expect(await world.workflows.loadWorkflowSnapshot(key)).toMatchObject({ value: { a: 'second time' } })
  })

  test('is its workflow’s: the same id in another is another run', async () => {
    const runId = newRunId()
    const [outer, inner] = ['agentic-loop', 'executionWorkflow'] as const
    for (const [moment, workflowName] of [outer, inner].entries()) {
      const snapshot = suspended(runId, undefined, { value: { in: workflowName } })
      await world.workflows.persistWorkflowSnapshot({ workflowName, runId, snapshot, createdAt: at(moment) })
    }
    expect(await world.workflows.loadWorkflowSnapshot({ workflowName: outer, runId })).toMatchObject({
      value: { in: outer },
    })
    expect((await world.workflows.getWorkflowRunById({ runId }))?.workflowName).toBe(inner)
    await world.workflows.deleteWorkflowRunById({ workflowName: inner, runId })
    expect(await world.workflows.loadWorkflowSnapshot({ workflowName: inner, runId })).toBeNull()
    expect((await world.workflows.getWorkflowRunById({ runId }))?.workflowName).toBe(outer)
    await world.workflows.deleteWorkflowRunById({ workflowName: inner, runId })
    await world.workflows.deleteWorkflowRunById({ workflowName: outer, runId })
    expect(await world.workflows.getWorkflowRunById({ runId })).toBeNull()
  })

  test('is given as a copy', async () => {
    const key = { workflowName: 'agentic-loop', runId: newRunId() }
    await world.workflows.persistWorkflowSnapshot({ ...key, snapshot: suspended(key.runId) })
    const mine = await world.workflows.loadWorkflowSnapshot(key)
    Object.assign(mine!.context, { input: 'changed by the reader' })
    const run = await world.workflows.getWorkflowRunById(key)
    Object.assign(stateIn(run!), { status: 'failed' })
    expect(await world.workflows.loadWorkflowSnapshot(key)).toEqual(suspended(key.runId))
  })

  test.each([snapshotOf('x', { status: 'running' }), suspended('x')])(
    'takes results of steps: $status',
    async (from) => {
      const key = { workflowName: 'agentic-loop', runId: newRunId() }
      await world.workflows.persistWorkflowSnapshot({
        ...key,
        snapshot: { ...from, runId: key.runId, requestContext: { a: 1 } },
      })
      const add = (stepId: string, output: unknown) =>
        world.workflows.updateWorkflowResults({ ...key, stepId, result: success(output), requestContext: { b: 2 } })
      await add('one', { said: 'é' })
      const context = await add('two', [1])
      expect(context).toMatchObject({ input: { question: 'May I?' }, one: success({ said: 'é' }), two: success([1]) })
      const found = await world.workflows.loadWorkflowSnapshot(key)
      expect(found).toMatchObject({ status: from.status, context: { one: success({ said: 'é' }), two: success([1]) } })
    },
  )

  test('takes another state, and keeps the rest', async () => {
    const key = { workflowName: 'agentic-loop', runId: newRunId() }
    await world.workflows.persistWorkflowSnapshot({ ...key, snapshot: suspended(key.runId) })
    const opts = { status: 'running' as const, activePaths: [1], suspendedPaths: {} }
    const state = { ...suspended(key.runId), ...opts }
    expect(await world.workflows.updateWorkflowState({ ...key, opts })).toEqual(state)
    expect(await world.workflows.loadWorkflowSnapshot(key)).toEqual(state)
    const finished = { status: 'success' as const, result: success({ done: true }) }
    await world.workflows.updateWorkflowState({ ...key, opts: finished })
    expect(await world.workflows.loadWorkflowSnapshot(key)).toEqual({ ...state, ...finished })
  })

  test('takes another state only from the one that is expected', async () => {
    const key = { workflowName: 'agentic-loop', runId: newRunId() }
    await world.workflows.persistWorkflowSnapshot({ ...key, snapshot: suspended(key.runId) })
    const update = (status: 'running' | 'suspended' | 'failed', ...expected: ('running' | 'suspended' | 'pending')[]) =>
      world.workflows.updateWorkflowState({
        ...key,
        opts: { status, expectedStatus: expected.length > 1 ? expected : expected[0] },
      })
    expect(world.workflows.supportsConcurrentUpdates()).toBe(true)
    expect(await update('failed', 'running')).toBeUndefined()
    expect(await world.workflows.loadWorkflowSnapshot(key)).toEqual(suspended(key.runId))
    expect(await update('running', 'suspended')).toMatchObject({ status: 'running' })
    expect(await update('running', 'suspended')).toBeUndefined()
    expect(await update('failed', 'suspended', 'pending')).toBeUndefined()
    expect(await world.workflows.loadWorkflowSnapshot(key)).toMatchObject({ status: 'running' })
    expect(await update('suspended', 'pending', 'running')).toMatchObject({ status: 'suspended' })
    const found = await world.workflows.loadWorkflowSnapshot(key)
    expect(found).toEqual(suspended(key.runId))
    expect(Object.keys(found!)).not.toContain('expectedStatus')
  })

  test('is resumed by one of ten who try at once', async () => {
    const key = { workflowName: 'agentic-loop', runId: newRunId() }
    await world.workflows.persistWorkflowSnapshot({ ...key, snapshot: suspended(key.runId) })
    const claims = await Promise.all(
      numbered(10).map(() =>
        world.workflows.updateWorkflowState({ ...key, opts: { status: 'running', expectedStatus: 'suspended' } }),
      ),
    )
    expect(claims.filter((claim) => claim !== undefined).length).toBe(1)
  })
})

describe.each(stores)('a list of runs in %s', (name) => {
  const world = useWorld(name)

  async function list(given: StorageListWorkflowRunsInput): Promise<string[]> {
    const { runs, total } = await world.workflows.listWorkflowRuns(given)
    if (given.page === undefined || given.perPage === undefined) expect(total).toBe(runs.length)
    return runs.map(({ runId }) => runId)
  }

  /** Suspended and not, in turn, a second apart. Newest first. */
  async function runs(count: number, workflowName: string, resourceId?: string): Promise<string[]> {
    const ids = numbered(count).map(newRunId)
    for (const [second, runId] of ids.entries()) {
      const snapshot = second % 2 ? snapshotOf(runId, { status: 'running' }) : suspended(runId)
      const createdAt = at(second * 1000)
      await world.workflows.persistWorkflowSnapshot({ workflowName, runId, resourceId, snapshot, createdAt })
    }
    return ids.toReversed()
  }

  test('is of a workflow, newest first, with all that is known of each', async () => {
    const workflowName = `workflow-${newRunId()}`
    const resourceId = await world.newResource()
    const ids = await runs(4, workflowName, resourceId)
    await runs(1, 'another')
    const { runs: found, total } = await world.workflows.listWorkflowRuns({ workflowName })
    expect(total).toBe(4)
    expect(found.map(({ runId }) => runId)).toEqual(ids)
    expect(found[3]).toMatchObject({ workflowName, runId: ids[3], resourceId, createdAt: at(0) })
    expect(stateIn(found[3]!)).toEqual(suspended(ids[3]!))
    expect(found.every(({ updatedAt }) => updatedAt instanceof Date)).toBe(true)
  })

  test('is of a status, a resource, a time', async () => {
    const workflowName = `workflow-${newRunId()}`
    const resourceId = await world.newResource()
    const [d, c, b, a] = await runs(4, workflowName, resourceId)
    await runs(2, workflowName, await world.newResource())
    expect(await list({ workflowName, resourceId })).toEqual([d, c, b, a])
    expect(await list({ resourceId })).toEqual([d, c, b, a])
    expect(await list({ resourceId, status: 'suspended' })).toEqual([c, a])
    expect(await list({ resourceId, status: 'running' })).toEqual([d, b])
    expect(await list({ resourceId, status: 'success' })).toEqual([])
    expect(await list({ resourceId, fromDate: at(1000), toDate: at(2000) })).toEqual([c, b])
    expect(await list({ resourceId, fromDate: at(2001) })).toEqual([d])
    expect(await list({ resourceId, toDate: at(0) })).toEqual([a])
    expect(await list({ workflowName, resourceId, status: 'suspended', fromDate: at(1) })).toEqual([c])
    expect(await list({ workflowName: 'nothing of the kind', resourceId })).toEqual([])
    expect(await list({ resourceId: 'user-1' })).toEqual([])
  })

  test('has at least those of a thread that is asked for', async () => {
    const thread = await world.newThread()
    const memory = { threadId: thread.id, resourceId: thread.resourceId }
    const workflowName = `workflow-${newRunId()}`
    const [mine, durable] = [newRunId(), newRunId()]
    const context = contextOf({ input: { messageListState: { memoryInfo: memory } } })
    await world.workflows.persistWorkflowSnapshot({ workflowName, runId: mine, snapshot: suspended(mine, memory) })
    const snapshot = suspended(durable, undefined, { context })
    await world.workflows.persistWorkflowSnapshot({ workflowName, runId: durable, snapshot })
    expect(new Set(await list({ workflowName, threadId: thread.id }))).toEqual(new Set([mine, durable]))
  })

  test('comes in pages when a page and its size are given', async () => {
    const workflowName = `workflow-${newRunId()}`
    const ids = await runs(7, workflowName)
    expect(await list({ workflowName, page: 0, perPage: 3 })).toEqual(ids.slice(0, 3))
    expect(await list({ workflowName, page: 2, perPage: 3 })).toEqual(ids.slice(6))
    expect((await world.workflows.listWorkflowRuns({ workflowName, page: 2, perPage: 3 })).total).toBe(7)
    expect(await list({ workflowName, page: 3, perPage: 3 })).toEqual([])
    expect(await list({ workflowName, page: 0, perPage: false })).toEqual(ids)
    expect(await list({ workflowName, perPage: 3 })).toEqual(ids)
    expect(await list({ workflowName, page: 1 })).toEqual(ids)
    await expect(world.workflows.listWorkflowRuns({ workflowName, page: -1, perPage: 3 })).rejects.toThrow('page')
  })

  test('has each run once, however often it was kept', async () => {
    const workflowName = `workflow-${newRunId()}`
    const [runId] = await runs(1, workflowName)
    for (const status of ['pending', 'suspended', 'suspended'] as const) {
      const snapshot = status === 'pending' ? snapshotOf(runId!) : suspended(runId!)
      await world.workflows.persistWorkflowSnapshot({ workflowName, runId: runId!, snapshot })
    }
    expect(await list({ workflowName })).toEqual([runId])
    expect(await list({ workflowName, status: 'pending' })).toEqual([])
    await world.workflows.deleteWorkflowRunById({ workflowName, runId: runId! })
    expect(await list({ workflowName })).toEqual([])
  })

  test('of 130 suspended runs has all of them', async () => {
    const workflowName = `workflow-${newRunId()}`
    await Promise.all(
      numbered(130).map((number) => {
        const runId = newRunId()
        const snapshot = suspended(runId)
        return world.workflows.persistWorkflowSnapshot({ workflowName, runId, snapshot, createdAt: at(Number(number)) })
      }),
    )
    const other = await world.anotherComputer()
    const found = await other.workflows.listWorkflowRuns({ workflowName, status: 'suspended' })
    expect([found.runs.length, found.total]).toEqual([130, 130])
  })
})
