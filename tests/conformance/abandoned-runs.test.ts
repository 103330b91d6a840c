// A run whose computer died after it had claimed it: taken over by another, later; one that lives is never robbed.
import type { WorkflowsStorage } from '@mastra/core/storage'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { finish } from '../../src/main/assistant/testing/scripted-model'
import type { Step } from '../../src/main/assistant/testing/scripted-model'
import { CLAIM_LASTS } from '../../src/main/store/run-claims'
import { payerOn, paying, thanking, whole } from './payer'
import { suspended } from './runs'
import { isOurs, stores, useWorld } from './world'

type Key = { workflowName: string; runId: string }

const claim = (workflows: WorkflowsStorage, key: Key) =>
  workflows.updateWorkflowState({ ...key, opts: { status: 'running', expectedStatus: 'suspended' } })

/** For everybody but the database. */
function atTheTime(moment: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: moment })
}

afterEach(() => void vi.useRealTimers())

// InMemoryStore is one process: nobody else is there to take over.
describe.each(stores.filter(isOurs))('an abandoned run in %s', (name) => {
  const world = useWorld(name)

  async function claimedRun() {
    const thread = await world.newThread()
    const { resourceId } = thread
    const key = { workflowName: 'agentic-loop', runId: crypto.randomUUID() }
    const snapshot = suspended(key.runId, { threadId: thread.id, resourceId })
    await world.workflows.persistWorkflowSnapshot({ ...key, resourceId, snapshot })
    const holder = await world.anotherComputer()
    expect(await claim(holder.workflows, key)).toMatchObject({ status: 'running' })
    const { workflows } = await world.anotherComputer()
    const { updatedAt } = (await workflows.getWorkflowRunById({ runId: key.runId }))!
    return { key, snapshot, resourceId, holder, claimedAt: updatedAt.getTime() }
  }

  /** As if it had been claimed, and not renewed, longer ago than a claim lasts. */
  const longAgo = (runId: string) =>
    world.run(
      `alter table public.ai_run_snapshots disable trigger touch_updated_at;
       update public.ai_run_snapshots set updated_at = updated_at - interval '${CLAIM_LASTS + 1} milliseconds'
       where run_key = '${runId}';
       alter table public.ai_run_snapshots enable trigger touch_updated_at`,
    )

  test('is nobody else’s for as long as a claim lasts', async () => {
    const { key, resourceId, claimedAt } = await claimedRun()
    const { workflows } = await world.anotherComputer()
    atTheTime(claimedAt + CLAIM_LASTS - 1)
    expect(await workflows.loadWorkflowSnapshot(key)).toBeNull()
    expect((await workflows.listWorkflowRuns({ resourceId, status: 'suspended' })).runs).toEqual([])
    expect(await claim(workflows, key)).toBeUndefined()
  })

  test('waits again after that, and is taken over by one of those who try', async () => {
    const { key, snapshot, resourceId, holder } = await claimedRun()
    const others = await Promise.all([world.anotherComputer(), world.anotherComputer(), world.anotherComputer()])
    await longAgo(key.runId)
    for (const { workflows } of others) {
      expect((await workflows.listWorkflowRuns({ resourceId, status: 'suspended' })).runs.length).toBe(1)
      expect(await workflows.loadWorkflowSnapshot(key)).toEqual(snapshot)
    }
    const claims = await Promise.all(others.map(({ workflows }) => claim(workflows, key)))
    expect(claims.filter((claimed) => claimed !== undefined).length).toBe(1)
    expect(await claim((await world.anotherComputer()).workflows, key)).toBeUndefined()
    // Whoever comes back to life is told so.
    const opts = { status: 'suspended' as const, expectedStatus: 'running' as const }
    expect(await holder.workflows.updateWorkflowState({ ...key, opts })).toBeUndefined()
  })

  test('is not abandoned while its holder renews the claim, however slow it is', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { key, claimedAt } = await claimedRun()
    const { workflows } = await world.anotherComputer()
    const renewedAt = async () => (await workflows.getWorkflowRunById({ runId: key.runId }))!.updatedAt.getTime()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await vi.advanceTimersByTimeAsync(60_000)
    await expect.poll(renewedAt).toBeGreaterThan(claimedAt)
    vi.useRealTimers()
    atTheTime(claimedAt + CLAIM_LASTS + 1)
    expect(await claim(workflows, key)).toBeUndefined()
  })

  test('of an agent goes on where it was suspended', async () => {
    const thread = await world.newThread()
    const memory = { thread: thread.id, resource: thread.resourceId }
    const payments: unknown[] = []
    const { runId } = await whole(payerOn(world.newStore(), payments, paying).stream('Pay 5 euros', { memory }))
    const answer = { runId, toolCallId: 'call_1' }
    let isDead = () => {}
    const died = new Promise<void>((resolve) => (isDead = resolve))
    const dying: Step = async function* () {
      isDead()
      await new Promise(() => {})
      yield finish('stop')
    }
    void whole(payerOn(world.newStore(), payments, dying).approveToolCall(answer))
    await died
    const approve = () => whole(payerOn(world.newStore(), payments, thanking).approveToolCall(answer))
    await expect(approve()).rejects.toThrow('could not find a suspended run')
    await longAgo(runId)
    expect((await approve()).chunks).not.toContain('error')
    // The dead one had paid already, and had no time to say so.
    expect(payments).toEqual([{ euros: 5 }, { euros: 5 }])
    const { workflows } = await world.anotherComputer()
    expect((await workflows.listWorkflowRuns({ resourceId: thread.resourceId, status: 'suspended' })).runs).toEqual([])
  })
})
