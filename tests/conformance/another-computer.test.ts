// Suspended runs after a restart and on another computer: found, resumed by one, and gone when they are over.
import type { WorkflowsStorage } from '@mastra/core/storage'
import type { WorkflowRunState } from '@mastra/core/workflows'
import { describe, expect, test } from 'vitest'
import { at, numbered } from './making'
import { snapshotOf, stateIn, suspended } from './runs'
import { isOurs, stores, useWorld } from './world'

const newKey = () => ({ workflowName: 'agentic-loop', runId: crypto.randomUUID() })
type Key = ReturnType<typeof newKey>

/** Of those who try, one gets the state. */
function claim(workflows: WorkflowsStorage, key: Key): Promise<WorkflowRunState | undefined> {
  return workflows.updateWorkflowState({ ...key, opts: { status: 'running', expectedStatus: 'suspended' } })
}

/** As Mastra resumes a run: it is loaded, and claimed if it waits. */
async function resume(workflows: WorkflowsStorage, key: Key): Promise<WorkflowRunState | undefined> {
  const found = await workflows.loadWorkflowSnapshot(key)
  return found?.status === 'suspended' ? claim(workflows, key) : undefined
}

describe.each(stores)('a suspended run on another computer in %s', (name) => {
  const world = useWorld(name)

  /** Of a thread of its own, suspended here. */
  async function suspendedRun() {
    const thread = await world.newThread()
    const key = newKey()
    const { resourceId } = thread
    const snapshot = suspended(key.runId, { threadId: thread.id, resourceId })
    await world.workflows.persistWorkflowSnapshot({ ...key, resourceId, snapshot, createdAt: at(5) })
    return { thread, key, resourceId, snapshot }
  }

  const suspendedOnesOf = async (workflows = world.workflows, resourceId?: string) => {
    const { runs } = await workflows.listWorkflowRuns({ resourceId, status: 'suspended' })
    return runs.map(({ runId }) => runId)
  }

  test('is found with all that is needed to go on', async () => {
    const { key, resourceId, snapshot, thread } = await suspendedRun()
    const { workflows } = await world.anotherComputer()
    expect(await workflows.loadWorkflowSnapshot(key)).toEqual(snapshot)
    for (const found of [
      await workflows.getWorkflowRunById(key),
      await workflows.getWorkflowRunById({ runId: key.runId }),
      (await workflows.listWorkflowRuns({ workflowName: key.workflowName, resourceId })).runs[0],
      (await workflows.listWorkflowRuns({ threadId: thread.id, status: 'suspended' })).runs.find(
        ({ runId }) => runId === key.runId,
      ),
    ]) {
      expect(found).toMatchObject({ ...key, resourceId, createdAt: at(5), updatedAt: expect.any(Date) })
      expect(stateIn(found!)).toEqual(snapshot)
    }
    expect(await suspendedOnesOf(workflows, resourceId)).toEqual([key.runId])
  })

  test('is found without thread and resource, too', async () => {
    const key = newKey()
    await world.workflows.persistWorkflowSnapshot({ ...key, snapshot: suspended(key.runId) })
    const { workflows } = await world.anotherComputer()
    expect(await workflows.loadWorkflowSnapshot(key)).toEqual(suspended(key.runId))
    expect(await suspendedOnesOf(workflows)).toContain(key.runId)
  })

  test('is found after its thread went to another resource', async () => {
    const { key, thread, snapshot } = await suspendedRun()
    const to = await world.newResource()
    await world.memory.updateThreadResourceId({ threadId: thread.id, resourceId: to })
    const { workflows } = await world.anotherComputer()
    expect(await workflows.loadWorkflowSnapshot(key)).toEqual(snapshot)
    await world.workflows.persistWorkflowSnapshot({ ...key, snapshot })
    expect(await (await world.anotherComputer()).workflows.loadWorkflowSnapshot(key)).toEqual(snapshot)
  })

  test('keeps a long conversation', async () => {
    const { key, snapshot } = await suspendedRun()
    const long = { ...snapshot, value: { said: 'A long conversation. 😀 '.repeat(20_000) } }
    await world.workflows.persistWorkflowSnapshot({ ...key, snapshot: long })
    expect(await (await world.anotherComputer()).workflows.loadWorkflowSnapshot(key)).toEqual(long)
  })

  test('tells nothing of the request it came from', async () => {
    const { key, snapshot } = await suspendedRun()
    const requestContext = { jwt: 'eyJ.secret.of-the-request', apiKey: 'sk-secret-of-the-request', language: 'de' }
    await world.workflows.persistWorkflowSnapshot({ ...key, snapshot: { ...snapshot, requestContext } })
    const found = await (await world.anotherComputer()).workflows.loadWorkflowSnapshot(key)
    expect(found?.requestContext ?? {}).toEqual(
      world.differs<Record<string, unknown>>({
        reference: requestContext,
        ours: {},
        because: 'it holds tokens and keys, and a database is no place for them; in this process they stay in memory',
      }),
    )
    expect(JSON.stringify(found).includes('of-the-request')).toBe(
      world.differs({ reference: true, ours: false, because: 'the same' }),
    )
  })

  test('is the only kind of run that is there', async () => {
    const resourceId = await world.newResource()
    for (const status of ['pending', 'running', 'waiting', 'success', 'failed'] as const) {
      const key = newKey()
      const snapshot = snapshotOf(key.runId, { status })
      await world.workflows.persistWorkflowSnapshot({ ...key, resourceId, snapshot })
      const found = await (await world.anotherComputer()).workflows.loadWorkflowSnapshot(key)
      expect(found).toEqual(
        world.differs<WorkflowRunState | null>({
          reference: snapshot,
          ours: null,
          because: 'every turn makes six of these calls, and nobody can go on from what they store',
        }),
      )
    }
  })

  test('is resumed by one of two who try, and the other is told so', async () => {
    const { key, resourceId } = await suspendedRun()
    const [other, third] = [await world.anotherComputer(), await world.anotherComputer()]
    expect(await resume(other.workflows, key)).toMatchObject({ status: 'running', runId: key.runId })
    for (const { workflows } of [world, third, other]) {
      expect(await resume(workflows, key)).toBeUndefined()
      expect(await suspendedOnesOf(workflows, resourceId)).toEqual([])
      expect((await workflows.loadWorkflowSnapshot(key))?.status).not.toBe('suspended')
    }
  })

  test('is resumed by one, without having been loaded before', async () => {
    const { key, resourceId } = await suspendedRun()
    const [other, third] = [await world.anotherComputer(), await world.anotherComputer()]
    expect(await claim(other.workflows, key)).toMatchObject({ status: 'running', runId: key.runId })
    for (const { workflows } of [third, world, other]) expect(await claim(workflows, key)).toBeUndefined()
    expect(await suspendedOnesOf(third.workflows, resourceId)).toEqual([])
  })

  test('is resumed by one of nine who try at once on three computers', async () => {
    for (const _ of numbered(20)) {
      const { key } = await suspendedRun()
      const computers = [world, await world.anotherComputer(), await world.anotherComputer()]
      const claims = await Promise.all(
        numbered(9).map((number) => resume(computers[Number(number) % 3]!.workflows, key)),
      )
      expect(claims.filter((claimed) => claimed !== undefined).length).toBe(1)
    }
  })

  test('can be looked at on one and resumed on another', async () => {
    const { key, resourceId, snapshot } = await suspendedRun()
    const looking = await world.anotherComputer()
    expect(await looking.workflows.loadWorkflowSnapshot(key)).toEqual(snapshot)
    expect(await looking.workflows.getWorkflowRunById(key)).toMatchObject(key)
    const other = await world.anotherComputer()
    expect(await suspendedOnesOf(other.workflows, resourceId)).toEqual([key.runId])
    expect(await resume(other.workflows, key)).toMatchObject({ status: 'running' })
    expect(await suspendedOnesOf(looking.workflows, resourceId)).toEqual([])
  })

  test('that was claimed and never began can be resumed again, anywhere', async () => {
    const { key, snapshot, resourceId } = await suspendedRun()
    const other = await world.anotherComputer()
    expect(await resume(other.workflows, key)).toBeDefined()
    const release = { ...key, opts: { status: 'suspended' as const, expectedStatus: 'running' as const } }
    expect(await other.workflows.updateWorkflowState(release)).toMatchObject({ status: 'suspended' })
    const third = await world.anotherComputer()
    for (const { workflows } of [world, other, third]) {
      expect(await suspendedOnesOf(workflows, resourceId)).toEqual([key.runId])
    }
    expect(await third.workflows.loadWorkflowSnapshot(key)).toEqual(snapshot)
    expect(await claim(third.workflows, key)).toMatchObject({ status: 'running' })
  })

  test('that went on there and waits again, waits here as well', async () => {
    const { key, snapshot, resourceId } = await suspendedRun()
    const { workflows } = await world.anotherComputer()
    expect(await resume(workflows, key)).toBeDefined()
    await workflows.persistWorkflowSnapshot({ ...key, snapshot: { ...snapshot, status: 'running' } })
    const again = { ...snapshot, value: { round: 'two' }, timestamp: snapshot.timestamp + 1 }
    await workflows.persistWorkflowSnapshot({ ...key, snapshot: again })
    expect(await world.workflows.loadWorkflowSnapshot(key)).toEqual(again)
    expect(await world.workflows.getWorkflowRunById(key)).toMatchObject({ resourceId, createdAt: at(5) })
    expect(await suspendedOnesOf(world.workflows, resourceId)).toEqual([key.runId])
  })

  test.each(['deleted', 'finished'] as const)('that is %s there is not offered here any more', async (how) => {
    const { key, snapshot, resourceId } = await suspendedRun()
    const { workflows } = await world.anotherComputer()
    expect(await resume(workflows, key)).toBeDefined()
    if (how === 'deleted') await workflows.deleteWorkflowRunById(key)
    else await workflows.persistWorkflowSnapshot({ ...key, snapshot: { ...snapshot, status: 'success' } })
    for (const computer of [world, await world.anotherComputer()]) {
      expect(await suspendedOnesOf(computer.workflows, resourceId)).toEqual([])
      expect(await claim(computer.workflows, key)).toBeUndefined()
      expect((await computer.workflows.loadWorkflowSnapshot(key))?.status).not.toBe('suspended')
    }
  })

  test('goes on with results of steps that came there', async () => {
    const { key } = await suspendedRun()
    const { workflows } = await world.anotherComputer()
    const result = { status: 'success' as const, output: { paid: true }, payload: {}, startedAt: 1, endedAt: 2 }
    const context = await workflows.updateWorkflowResults({ ...key, stepId: 'pay', result, requestContext: {} })
    expect(context).toMatchObject({ ask: { status: 'suspended' }, pay: result })
    expect(await workflows.loadWorkflowSnapshot(key)).toMatchObject({ context: { pay: result } })
  })

  test.runIf(isOurs(name))('is gone with its thread (InMemoryStore keeps it)', async () => {
    const { key, thread, resourceId } = await suspendedRun()
    await world.memory.deleteThread({ threadId: thread.id })
    const { workflows } = await world.anotherComputer()
    expect(await suspendedOnesOf(workflows, resourceId)).toEqual([])
    expect(await workflows.loadWorkflowSnapshot(key)).toBeNull()
  })
})
