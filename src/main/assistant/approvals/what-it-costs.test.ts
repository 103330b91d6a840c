// What an answer cost is what all of it cost: before it waited for its owner, and after. On the real database.
import { expect, test } from 'vitest'
import { ASKED, callsIn } from '../../../shared/domain/approval'
import { onRealDatabase } from '../testing/on-real-database'
import { saying, scriptedModel } from '../testing/scripted-model'
import { facts, startAssistant } from '../testing/start-assistant'
import { approve, waitingCall, whole } from '../testing/waiting-call'

const database = onRealDatabase()

/** A dollar for a token, in and out. */
const dear = { price: { input: 1e6, output: 1e6, asOf: '2026-11-01', source: 'owner' as const } }
const dearer = { price: { input: 1e7, output: 1e7, asOf: '2026-11-02', source: 'owner' as const } }

async function spentOn(answerId: string) {
  const [receipt] = await database.call('ai_receipt_of_message', { message_id: answerId })
  const { inputTokens = 0, outputTokens = 0 } = (receipt?.usage ?? {}) as Record<string, number>
  return { tokens: inputTokens + outputTokens, cost: receipt?.cost as { amount: number; asOf: string } | null, receipt }
}

test.each(['stopped', 'wrote-on', 'expired'] as const)(
  'an answer that ends while it waits (%s) has cost what was asked before',
  async (way) => {
    const { answer, assistant, ask, view, around } = await waitingCall(database, { chosen: dear })
    if (way === 'stopped') await assistant.stop(callsIn(answer.content, ASKED)[0]?.approval.runId ?? '')
    if (way === 'wrote-on') await ask('Never mind')
    if (way === 'expired') {
      const content = JSON.parse(JSON.stringify(answer.content).replace(/"askedAt":"\d+/, '"askedAt":"2020')) as object
      await database.call('ai_save_answer', { message_id: answer.id, content: content as never })
      await assistant.recover()
    }
    await whole(database, view, answer.id)
    const { tokens, cost } = await spentOn(answer.id)
    expect(tokens).toBeGreaterThan(0)
    expect(cost).toMatchObject({ amount: tokens, asOf: '2026-11-01' })
    await around.tools.close()
  },
)

test('an answer that goes on costs both halves, each at the price of the model that gave it', async () => {
  const { answer, threadId, personaId, around } = await waitingCall(database, { chosen: dear })
  const before = (answer.content['metadata'] as { firstHalf: { cost: { amount: number } } }).firstHalf.cost.amount
  const { model } = scriptedModel(saying('Done by another.'))
  const chooseModel = async () => ({ model, facts: { ...facts, model: 'scripted-2' }, ...dearer })
  const again = startAssistant({ database, personaId, threadId, chooseModel, tools: around.tools })
  await again.assistant.decide({ threadId, answerId: answer.id, toolCallId: 'c1', decision: approve })
  await whole(database, again.view, answer.id)
  const { tokens, cost, receipt } = await spentOn(answer.id)
  expect(cost).toMatchObject({ amount: before + (tokens - before) * 10, asOf: '2026-11-02' })
  expect(receipt?.model).toMatchObject({ model: 'scripted-2' })
  await around.tools.close()
})

test('where one half has no price, there is no cost', async () => {
  const { answer, decided, around } = await waitingCall(database)
  await decided(approve)
  const { tokens, cost } = await spentOn(answer.id)
  expect(tokens).toBeGreaterThan(0)
  expect(cost).toBeNull()
  await around.tools.close()
})
