// What waits may wait long, and meanwhile everything else can change. Whatever it meets, its owner reads what became of it
// and what can be done. On the real database, with a real MCP server.
import { describe, expect, test } from 'vitest'
import type { Message } from '../../../shared/contract/chat'
import { KithError } from '../../../shared/errors'
import { errorInWords } from '../../../shared/errors-in-words'
import { onRealDatabase } from '../testing/on-real-database'
import { calling, saying } from '../testing/scripted-model'
import { startAssistant, textIn } from '../testing/start-assistant'
import { approve, toolsIn, waitingCall, whole, write } from '../testing/waiting-call'

const database = onRealDatabase()

const deny = { kind: 'deny', never: false } as const
const stored = async (id: string) => (await database.call('ai_messages_by_id', { message_ids: [id] }))[0]

/** What the person reads. */
async function wordsOf(refused: Promise<unknown>): Promise<string> {
  const error = await refused.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (!(error instanceof KithError)) throw new Error('it was not refused', { cause: error })
  const { title, detail } = errorInWords(error.toFailure())
  return `${title}. ${detail}`
}

const statesIn = (message: Message) =>
  toolsIn(message).map(({ toolInvocation, approval }) => [toolInvocation.state, approval.outcome])

describe('allowed when its tool is not there any more', () => {
  test('because the server was removed: says so, and can still be refused', async () => {
    const { around, server, decide, decided } = await waitingCall(database)
    await around.tools.remove(server.id)
    expect(await wordsOf(decide(approve))).toMatch(/server Desk was removed.*Nothing was done.*say no/)
    expect(await decided(deny)).toMatchObject({ status: 'complete' })
    await around.tools.close()
  })

  test('because the server cannot be used: says why', async () => {
    const { around, server, decide, decided } = await waitingCall(database)
    await around.tools.save({ ...server, command: '/nowhere/at-all' })
    expect(await wordsOf(decide(approve))).toMatch(/Desk cannot be used now: .*nowhere.*Try again later/)
    await around.tools.save(server)
    expect(await decided(approve)).toMatchObject({ status: 'complete' })
    await around.tools.close()
  })

  test('because the persona does not use the server any more: says so', async () => {
    const { around, server, personaId, decide } = await waitingCall(database)
    await around.tools.setServerUse(personaId, server.id, false)
    expect(await wordsOf(decide(approve))).toMatch(/not used here any more.*settings/)
    await around.tools.close()
  })
})

describe('decided when', () => {
  test('another of its calls was allowed, and the person wrote on: neither is done, and both say so', async () => {
    const steps = [calling(write('milk', 'c1'), write('eggs', 'c2')), saying('Fine.')]
    const { around, answer, ask, decide, view } = await waitingCall(database, { steps })
    expect(await decide(approve, 'c1')).toBeNull()
    await ask('Never mind')
    expect(statesIn(await whole(database, view, answer.id))).toEqual([
      ['output-denied', 'wrote-on'],
      ['output-denied', 'wrote-on'],
    ])
    await around.tools.close()
  })

  test('its thread was deleted: says so; what is old elsewhere ends all the same', async () => {
    const { around, answer, threadId, decide, assistant } = await waitingCall(database)
    const other = await waitingCall(database)
    await database.call('ai_delete_thread', { thread_id: threadId })
    expect(await wordsOf(decide(approve))).toContain('thread is not here any more')
    const content = JSON.parse(
      JSON.stringify(other.answer.content).replace(/"askedAt":"\d+/, '"askedAt":"2020'),
    ) as object
    await database.call('ai_save_answer', { message_id: other.answer.id, content: content as never })
    await assistant.recover()
    expect(await stored(other.answer.id)).toMatchObject({ status: 'stopped' })
    expect(toolsIn(answer)).toHaveLength(1)
    await around.tools.close()
    await other.around.tools.close()
  })

  test('its persona was put away: it is done, by that persona', async () => {
    const { around, personaId, decided, prompts } = await waitingCall(database)
    await database.call('ai_archive_persona', { id: personaId })
    expect(statesIn(await decided(approve))).toEqual([['result', 'approved']])
    expect(JSON.stringify(prompts[1]?.prompt)).toContain('You are Clerk.')
    await around.tools.close()
  })

  test('there is no model any more: nothing is done, the answer says why and can go on later', async () => {
    const { around, answer, threadId, personaId } = await waitingCall(database)
    const chooseModel = async () => {
      throw new KithError('PROVIDER_KEY_MISSING', { provider: 'Scripted' })
    }
    const again = startAssistant({ database, personaId, threadId, chooseModel, tools: around.tools })
    await again.assistant.decide({ threadId, answerId: answer.id, toolCallId: 'c1', decision: approve })
    const failed = await whole(database, again.view, answer.id)
    expect(failed.status).toBe('failed')
    expect(JSON.stringify(failed.content)).toContain('PROVIDER_KEY_MISSING')
    expect(statesIn(failed)).toEqual([['approved', 'approved']])
    await around.tools.close()
  })
})

test('what the tool does not take is not done, and says what can be done instead', async () => {
  const { around, decide, decided } = await waitingCall(database, {
    steps: [calling(['c1', 'Desk_write', { note: 'milk', loudly: true }]), saying('Done.')],
  })
  expect(await wordsOf(decide(approve))).toMatch(/not what write takes: .*nothing beside.*Nothing was done. Edit it/)
  expect(await wordsOf(decide({ kind: 'approve', always: false, args: { note: 7 } }))).toContain('note must be string')
  expect(statesIn(await decided({ kind: 'approve', always: false, args: { note: 'milk' } }))).toEqual([
    ['result', 'edited'],
  ])
  await around.tools.close()
})

test('a tool that became another while it was asked for is not allowed for good as that', async () => {
  const { around, decided, personaId } = await waitingCall(database, { behaviours: ['changes'] })
  expect(await decided({ kind: 'approve', always: true })).toMatchObject({ status: 'complete' })
  const { tools } = await around.tools.ofPersona(personaId, undefined)
  const changed = tools.find(({ key }) => key.endsWith('/write'))
  expect(changed).toMatchObject({ description: 'Sends your note to somebody.', permission: 'ask' })
  await around.tools.close()
})

test('what was edited is done as it was edited, and the model knows that it was', async () => {
  const { around, decided, prompts } = await waitingCall(database)
  const done = await decided({ kind: 'approve', always: false, args: { note: 'oat milk' } })
  expect(statesIn(done)).toEqual([['result', 'edited']])
  expect(JSON.stringify(prompts[1]?.prompt)).toContain('The person changed the arguments of this call')
  expect(textIn(done.content)).toBe('Done.')
  await around.tools.close()
})
