// A tool that acts asks first, and what waits survives everything. On the real embedded database, with a real MCP server.
import { describe, expect, test } from 'vitest'
import type { Message } from '../../../shared/contract/chat'
import { ASKED, callsIn } from '../../../shared/domain/approval'
import type { Json } from '../../database/database.types'
import { onRealDatabase } from '../testing/on-real-database'
import { calling, saying, scriptedModel } from '../testing/scripted-model'
import type { Step } from '../testing/scripted-model'
import { startAssistant, textIn } from '../testing/start-assistant'
import { approve, toolsIn, waitingCall, whole as wholeIn, write } from '../testing/waiting-call'
import type { View } from '../testing/watching'

const database = onRealDatabase()

/** A persona with a server, asked for something its model wants a tool for. */
const asked = (first: Step = calling(write()), ...then: Step[]) =>
  waitingCall(database, { steps: [first, ...(then.length > 0 ? then : [saying('Done.')])] })

const whole = (view: View, id: string) => wholeIn(database, view, id)

function toolIn(message: Message) {
  const [tool] = toolsIn(message)
  if (!tool) throw new Error('there is no call in it')
  return tool
}

describe('a call that asks', () => {
  test('waits in the answer, with nothing done, and is done once when it is approved', async () => {
    const { answer, decided, prompts, around } = await asked()
    expect(answer).toMatchObject({ status: 'streaming' })
    expect(callsIn(answer.content, ASKED)).toMatchObject([{ toolName: 'Desk_write', args: { note: 'milk' } }])
    const done = await decided(approve)
    expect(done).toMatchObject({ id: answer.id, status: 'complete' })
    expect(toolIn(done).toolInvocation).toMatchObject({ state: 'result', args: { note: 'milk' } })
    expect(String(toolIn(done).toolInvocation.result)).toContain('Noted: milk')
    expect(textIn(done.content)).toBe('Done.')
    expect(JSON.stringify(prompts[1]?.prompt)).toContain('Noted: milk')
    expect(JSON.stringify(done.content)).not.toContain('firstHalf')
    await around.tools.close()
  })

  test('is done with what the person made of it', async () => {
    const { decided, around } = await asked()
    const done = await decided({ kind: 'approve', always: false, args: { note: 'oat milk' } })
    expect(toolIn(done)).toMatchObject({
      toolInvocation: { args: { note: 'oat milk' } },
      approval: { outcome: 'edited' },
    })
    expect(String(toolIn(done).toolInvocation.result)).toContain('Noted: oat milk')
    await around.tools.close()
  })

  test('waits on when the arguments do not fit', async () => {
    const { decide, decided, around } = await asked()
    await expect(decide({ kind: 'approve', always: false, args: { note: 7 } })).rejects.toMatchObject({
      code: 'INVALID',
    })
    expect(await decided(approve)).toMatchObject({ status: 'complete' })
    await around.tools.close()
  })

  test('says before it is allowed why it would not be done', async () => {
    const { problemWith, decided, around } = await asked()
    expect(await problemWith()).toBeNull()
    expect(await problemWith({ note: 'oat milk' })).toBeNull()
    expect(await problemWith({ note: 7 })).toContain('This is not what write takes')
    await decided(approve)
    expect(await problemWith({ note: 7 })).toBeNull()
    await around.tools.close()
  })

  test('is not done when it is denied, and the model knows', async () => {
    const { decided, prompts, around } = await asked()
    const done = await decided({ kind: 'deny', never: false })
    expect(toolIn(done)).toMatchObject({ toolInvocation: { state: 'output-denied' }, approval: { outcome: 'denied' } })
    expect(done.status).toBe('complete')
    expect(JSON.stringify(prompts[1]?.prompt)).toContain('did not allow this call')
    await around.tools.close()
  })

  test('can be answered in words, which go to the model', async () => {
    const { decided, prompts, around } = await asked()
    await decided({ kind: 'answer', words: 'Write it in French instead.' })
    expect(JSON.stringify(prompts[1]?.prompt)).toContain('Write it in French instead.')
    await around.tools.close()
  })

  test('allowed always, is done without asking from then on, for this persona alone', async () => {
    const { decided, ask, around, personaId } = await asked(
      calling(write()),
      saying('Done.'),
      calling(write('eggs', 'c2')),
      saying('Eggs, too.'),
    )
    await decided({ kind: 'approve', always: true })
    const second = await ask('And eggs')
    expect(second).toMatchObject({ status: 'complete' })
    expect(String(toolIn(second).toolInvocation.result)).toContain('Noted: eggs')
    const permission = async (id: string | null) =>
      (await around.tools.ofPersona(id, undefined)).tools.find(({ key }) => key.endsWith('/write'))?.permission
    expect(await permission(personaId)).toBe('always')
    await around.tools.setServerUse(null, around.tools.list()[0]?.id ?? '', true)
    expect(await permission(null)).toBe('ask')
    await around.tools.close()
  })

  test('never allowed, is not even offered any more', async () => {
    const { decided, ask, prompts, around } = await asked()
    await decided({ kind: 'deny', never: true })
    await ask('Again')
    expect(prompts.at(-1)?.tools?.map(({ name }) => name)).not.toContain('Desk_write')
    await around.tools.close()
  })

  test('of two that wait, each is decided; only then the answer goes on', async () => {
    const { answer, decide, view, around } = await asked(calling(write('milk', 'c1'), write('eggs', 'c2')))
    expect(await decide(approve, 'c1')).toBeNull()
    await decide({ kind: 'deny', never: false }, 'c2')
    const states = (await whole(view, answer.id)).content.parts.flatMap((part) =>
      'toolInvocation' in part ? [(part['toolInvocation'] as { state: string }).state] : [],
    )
    expect(states).toEqual(['result', 'output-denied'])
    await around.tools.close()
  })
})

describe('what waits', () => {
  test('is there after a restart, and goes on', async () => {
    const { answer, threadId, personaId, around } = await asked()
    const { model, prompts } = scriptedModel(saying('Done after the restart.'))
    const again = startAssistant({ database, personaId, threadId, model, tools: around.tools })
    expect(await again.assistant.recover()).toBe(0)
    await again.assistant.decide({ threadId, answerId: answer.id, toolCallId: 'c1', decision: approve })
    const done = await whole(again.view, answer.id)
    expect(done.status).toBe('complete')
    expect(textIn(done.content)).toBe('Done after the restart.')
    expect(JSON.stringify(prompts[0]?.prompt)).toContain('Noted: milk')
    await around.tools.close()
  })

  test('is decided by one of two windows', async () => {
    const { decide, answer, view, around } = await asked()
    const both = await Promise.allSettled([decide(approve), decide(approve)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await whole(view, answer.id)
    await expect(decide(approve)).rejects.toMatchObject({ code: 'CONFLICT' })
    await around.tools.close()
  })

  test('is refused, visibly, when the person writes on', async () => {
    const { answer, ask, view, around } = await asked(calling(write()), saying('About something else.'))
    expect(await ask('Never mind. What day is it?')).toMatchObject({ status: 'complete' })
    const left = await whole(view, answer.id)
    expect(left.status).toBe('stopped')
    expect(toolIn(left).approval.outcome).toBe('wrote-on')
    await around.tools.close()
  })

  test('ends when it is stopped', async () => {
    const { answer, assistant, view, around } = await asked()
    await assistant.stop(callsIn(answer.content, ASKED)[0]?.approval.runId ?? '')
    const ended = await whole(view, answer.id)
    expect([ended.status, toolIn(ended).approval.outcome]).toEqual(['stopped', 'stopped'])
    await around.tools.close()
  })

  test('is over after a week', async () => {
    const { answer, assistant, decide, view, around } = await asked()
    const content = JSON.parse(
      JSON.stringify(answer.content).replace(/"askedAt":"[^"]+"/, '"askedAt":"2020-01-01T00:00:00.000Z"'),
    ) as Json
    await database.call('ai_save_answer', { message_id: answer.id, content })
    await assistant.recover()
    expect(toolIn(await whole(view, answer.id)).approval.outcome).toBe('expired')
    await expect(decide(approve)).rejects.toMatchObject({ code: 'CONFLICT' })
    await around.tools.close()
  })

  test('has a receipt of both halves, each item once, and the usage of both', async () => {
    const { answer, decided, around } = await asked()
    await decided(approve)
    const [receipt] = await database.call('ai_receipt_of_message', { message_id: answer.id })
    const steps = (receipt?.items ?? []).filter(({ kind }) => kind === 'tools').map(({ step }) => step)
    expect(steps).toEqual([0, 1])
    expect(receipt?.usage).toMatchObject({ inputTokens: 24 })
    await around.tools.close()
  })

  test('holds nothing of the instructions, and no secret', async () => {
    const { answer, around } = await asked()
    const [row] = await database.call('ai_messages_by_id', { message_ids: [answer.id] })
    expect(JSON.stringify(row)).not.toContain('You are Clerk')
    expect(await database.call('ai_list_run_snapshots', {})).toEqual([])
    await around.tools.close()
  })
})
