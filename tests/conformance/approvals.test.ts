// A real agent that waits for an approval, given on another computer: carried out once.
import { describe, expect, test } from 'vitest'
import { payerOn, paying, thanking, whole } from './payer'
import { stores, useWorld } from './world'

describe.each(stores)('an approval in %s', (name) => {
  const world = useWorld(name)

  /** Asked on one computer, with nothing paid yet. */
  async function asked() {
    const payments: unknown[] = []
    const thread = await world.newThread()
    const memory = { thread: thread.id, resource: thread.resourceId }
    const { runId } = await whole(payerOn(world.newStore(), payments, paying).stream('Pay 5 euros', { memory }))
    expect(payments).toEqual([])
    const elsewhere = () => payerOn(world.newStore(), payments, thanking)
    const approve = () => whole(elsewhere().approveToolCall({ runId, toolCallId: 'call_1' }))
    const waiting = async () => {
      const { workflows } = await world.anotherComputer()
      const { runs } = await workflows.listWorkflowRuns({ resourceId: thread.resourceId, status: 'suspended' })
      return runs.length
    }
    return { payments, thread, runId, elsewhere, approve, waiting }
  }

  async function storedIn(threadId: string): Promise<string[]> {
    const { memory } = await world.anotherComputer()
    const { messages } = await memory.listMessages({ threadId, perPage: false })
    return messages.flatMap(({ role, content }) =>
      content.parts.flatMap((part) => {
        if (part.type === 'text') return [`${role}: ${part.text}`]
        return part.type === 'tool-invocation' ? [`${role}: ${part.toolInvocation.state}`] : []
      }),
    )
  }

  test('that was given elsewhere is carried out, and stored', async () => {
    const { payments, thread, approve, waiting } = await asked()
    expect(await storedIn(thread.id)).toEqual(['user: Pay 5 euros', 'assistant: I pay.', 'assistant: call'])
    expect(await waiting()).toBeGreaterThan(0)
    expect((await approve()).chunks).not.toContain('error')
    expect(payments).toEqual([{ euros: 5 }])
    const stored = ['user: Pay 5 euros', 'assistant: I pay.', 'assistant: result', 'assistant: Paid.']
    expect(await storedIn(thread.id)).toEqual(stored)
    expect(await waiting()).toBe(0)
  })

  test('that was refused elsewhere is not carried out', async () => {
    const { payments, runId, elsewhere, waiting } = await asked()
    await whole(elsewhere().declineToolCall({ runId, toolCallId: 'call_1' }))
    expect(payments).toEqual([])
    expect(await waiting()).toBe(0)
  })

  test('given again, when all is over, is refused', async () => {
    const { payments, approve } = await asked()
    await approve()
    await expect(approve()).rejects.toThrow('suspended')
    expect(payments.length).toBe(1)
  })

  test('given on two computers at once is carried out by one', async () => {
    const { payments, approve, waiting } = await asked()
    const given = [approve(), approve()]
    await Promise.any(given)
    await Promise.race([Promise.allSettled(given), later(2000)])
    expect(payments.length).toBe(
      world.differs({
        reference: 2,
        ours: 1,
        because: 'an agent does not claim the run it resumes, and paying twice is not the same as once',
      }),
    )
    expect(await waiting()).toBe(0)
  })

  test('given on two computers at once leaves neither waiting for an answer that does not come', async () => {
    const { approve } = await asked()
    const given = Promise.allSettled([approve(), approve()])
    expect(await Promise.race([given.then(() => 'both are over'), later(10_000)])).toBe('both are over')
  })
})

const later = (milliseconds: number) =>
  new Promise<string>((resolve) => setTimeout(() => resolve('one still waits'), milliseconds))
