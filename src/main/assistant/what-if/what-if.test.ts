// What would the answer be without this? The prompt that is asked with has not a trace of it, the receipt names what was
// left out, and nothing that is stored changes. The real Mastra on the real embedded database.
import { beforeEach, describe, expect, test } from 'vitest'
import { toMessage } from '../to-message'
import { withoutIn } from '../../../shared/domain/without'
import type { WithoutItem } from '../../../shared/domain/without'
import { onRealDatabase } from '../testing/on-real-database'
import { calling, remoteControl, saying, scriptedModel } from '../testing/scripted-model'
import type { Step } from '../testing/scripted-model'
import { soon, startAssistant, textIn } from '../testing/start-assistant'
import { textOn } from '../testing/watching'

const database = onRealDatabase()

let personaId: string
beforeEach(async () => {
  personaId = crypto.randomUUID()
  await database.call('ai_save_persona', { id: personaId, name: 'Coach', instructions: 'You are Coach.' })
})

async function keep(content: string, source?: { thread: string; message: string }): Promise<string> {
  const id = crypto.randomUUID()
  await database.call('ai_save_memory', {
    memory_id: id,
    persona_id: personaId,
    content,
    memory_type: 'fact',
    ...(source && { source_thread_id: source.thread, source_message_id: source.message }),
  })
  return id
}

async function saveNotes(content: string): Promise<{ id: string; version: number }> {
  const [notes] = await database.call('ai_save_working_memory', { persona_id: personaId, content })
  return { id: notes?.memory_id ?? '', version: notes?.version ?? 0 }
}

function conversation(...steps: Step[]) {
  const { model, prompts } = scriptedModel(...steps)
  const started = startAssistant({ database, personaId, model })
  const promptOf = (place: number) => JSON.stringify(prompts[place]?.prompt ?? '')
  async function without(answerId: string, ...items: WithoutItem[]) {
    const run = await started.assistant.answerAgain({ threadId: started.threadId, answerId, without: items })
    return started.over(run.runId)
  }
  return { ...started, prompts, promptOf, without }
}

async function said(text: string, answer = 'Noted.'): Promise<{ thread: string; message: string; answer: string }> {
  const { send, over, threadId } = conversation(saying(answer))
  const { user, run } = await send(text)
  return { thread: threadId, message: user.id, answer: (await over(run.runId)).id }
}

async function leftOutOf(messageId: string): Promise<string[]> {
  const [receipt] = await database.call('ai_receipt_of_message', { message_id: messageId })
  return (receipt?.items ?? [])
    .filter(({ used, reason }) => !used && reason === 'what if')
    .map(({ kind, item_id }) => `${kind} ${item_id}`)
    .toSorted()
}

/** Everything that is kept, but for messages and what was used when. */
async function everythingKept(): Promise<unknown> {
  const memories = await database.call('ai_list_memories', { persona_id: personaId, max_rows: 200 })
  const notes = await database.call('ai_get_working_memory', { persona_id: personaId })
  return [memories.map(({ memory_id, content, version, status }) => [memory_id, content, version, status]), notes]
}

describe('without', () => {
  test('a memory: neither it, nor the message it comes from and the answer to that, nor the line that says it', async () => {
    const source = await said('My boat Albatross lies in Kiel.', 'Albatross is a fine boat.')
    const id = await keep('The boat is called Albatross.', source)
    await saveNotes('- Sails on Sundays\n- The boat is called Albatross.')
    const { ask, promptOf, without, threadId } = conversation(saying('Albatross.'), saying('I do not know.'))
    const first = await ask('What is my boat called?')
    expect(promptOf(0)).toContain('lies in Kiel')
    const kept = await everythingKept()
    const other = await without(first.id, { kind: 'memory', id })

    expect(promptOf(1)).not.toContain('Albatross')
    expect(promptOf(1)).toContain('Sails on Sundays')
    expect(promptOf(1)).toContain('What is my boat called?')
    const leftOut = await leftOutOf(other.id)
    expect(leftOut).toContain(`memory ${id}`)
    expect(leftOut).toContain(`message ${source.message}`)
    expect(leftOut.some((item) => item.startsWith('working_memory'))).toBe(true)
    expect(await everythingKept()).toEqual(kept)
    // Both stand side by side.
    expect(other.siblingIds).toEqual([first.id, other.id])
    const path = (await database.call('ai_list_path', { thread_id: threadId })).map(toMessage)
    expect(path.map(({ content }) => textIn(content))).toEqual(['What is my boat called?', 'I do not know.'])
  })

  test('a recalled message: nor the memories and lines of notes that were learned from it', async () => {
    const source = await said('The surgery on my left knee was in Heidelberg.', 'In Heidelberg, I see.')
    const memory = await keep('Had knee surgery at a hospital on the Neckar.', source)
    const proposal = crypto.randomUUID()
    await database.call('ai_propose_memory', {
      memory_id: proposal,
      persona_id: personaId,
      content: 'Knee was operated.',
      source_thread_id: source.thread,
      source_message_id: source.message,
    })
    await database.call('ai_accept_proposal', { memory_id: proposal })
    const { ask, promptOf, without } = conversation(saying('In Heidelberg.'), saying('Where?'))
    const first = await ask('Where was the knee surgery?')
    expect(promptOf(0)).toMatch(/Heidelberg[\s\S]*Neckar|Neckar[\s\S]*Heidelberg/)
    expect(promptOf(0)).toContain('Knee was operated.')
    const other = await without(first.id, { kind: 'message', id: source.message })
    expect(promptOf(1)).not.toMatch(/Heidelberg|Neckar|operated/)
    expect(await leftOutOf(other.id)).toEqual(expect.arrayContaining([`memory ${memory}`, `message ${source.message}`]))
  })

  test('lines of the notes: nor the message in which they were said', async () => {
    const { send, ask, over, promptOf, without, threadId } = conversation(
      saying('Good to know.'),
      saying('Walnuts.'),
      saying('I do not know.'),
    )
    const { user, run } = await send('By the way, no walnuts for me, they make me ill.')
    await over(run.runId)
    const proposal = crypto.randomUUID()
    await database.call('ai_propose_memory', {
      memory_id: proposal,
      persona_id: personaId,
      content: 'Allergic to walnuts.',
      source_thread_id: threadId,
      source_message_id: user.id,
    })
    await database.call('ai_accept_proposal', { memory_id: proposal })
    const [accepted] = await database.call('ai_get_working_memory', { persona_id: personaId })
    const { id, version } = await saveNotes(`${accepted?.content}\n- Likes pears`)
    const first = await ask('What must I not eat?')
    expect(promptOf(1)).toContain('Allergic to walnuts.')
    const other = await without(first.id, { kind: 'notes', id, version, lines: [0] })
    expect(promptOf(2)).not.toMatch(/walnuts|Good to know/)
    expect(promptOf(2)).toContain('Likes pears')
    expect(await leftOutOf(other.id)).toEqual(expect.arrayContaining([`message ${user.id}`, `working_memory ${id}`]))
  })

  test('a message of this conversation: nor the answer to it, nor what quotes it', async () => {
    const { send, ask, over, promptOf, without } = conversation(
      saying('Then by train at noon.'),
      saying('A window seat.'),
      saying('By train.'),
      saying('By what?'),
    )
    const { user, run } = await send('I travel to Prague on Friday.')
    await over(run.runId)
    await ask('> I travel to Prague on Friday.\n\nWhich seat is best?')
    const first = await ask('So how do I get there?')
    expect(promptOf(2)).toContain('Then by train at noon.')
    await without(first.id, { kind: 'message', id: user.id })
    expect(promptOf(3)).not.toMatch(/Prague|noon|window seat/)
    expect(promptOf(3)).toContain('So how do I get there?')
  })

  test('something, the model finds it with words of its own no more', async () => {
    const id = await keep('The boat is called Albatross.')
    const looking = calling(['look', 'recall', { query: 'boat Albatross' }])
    const { ask, promptOf, without } = conversation(saying('Albatross.'), looking, saying('I do not know.'))
    const first = await ask('And my boat, what is it called?')
    await without(first.id, { kind: 'memory', id })
    expect(promptOf(2)).not.toContain('The boat is called')
    expect(promptOf(2)).toContain('Nothing else was found.')
  })
})

test('whatever is left out, no word of it reaches the model, and the rest does', async () => {
  const kinds = ['memory', 'recalled', 'history', 'notes'] as const
  for (const [place, kind] of kinds.entries()) {
    await oneOfAll(kind, place)
  }

  async function oneOfAll(kind: (typeof kinds)[number], place: number): Promise<void> {
    personaId = crypto.randomUUID()
    await database.call('ai_save_persona', { id: personaId, name: `Coach ${place}`, instructions: 'You are Coach.' })
    const words = { memory: 'quokka', recalled: 'wombat', history: 'numbat', notes: 'bandicoot' }
    const say = (of: (typeof kinds)[number]) => `My favourite animal story has a ${words[of]} in it, ${of}.`
    const memory = await keep(say('memory'))
    const recalled = await said(say('recalled'), `A ${words.recalled}, how nice.`)
    const { id, version } = await saveNotes(`# Notes\n\n- ${say('notes')}\n- Also this`)
    const talk = conversation(saying(`A ${words.history}, indeed.`), saying('x'), saying('y'))
    const { user, run } = await talk.send(say('history'))
    await talk.over(run.runId)
    const first = await talk.ask('Which favourite animal story do I have?')
    for (const one of kinds) expect(talk.promptOf(1)).toContain(words[one])
    const item: Record<(typeof kinds)[number], WithoutItem> = {
      memory: { kind: 'memory', id: memory },
      recalled: { kind: 'message', id: recalled.message },
      history: { kind: 'message', id: user.id },
      notes: { kind: 'notes', id, version, lines: [2] },
    }
    await talk.without(first.id, item[kind])
    for (const one of kinds) {
      if (one === kind) expect(talk.promptOf(2)).not.toContain(words[one])
      else expect(talk.promptOf(2)).toContain(words[one])
    }
  }
})

test('an answer that was cut off goes on without it, after a new start, too', async () => {
  const id = await keep('The boat is called Albatross.')
  const control = remoteControl()
  const first = conversation(saying('Albatross.'), control.step)
  const whole = await first.ask('What is my boat called?')
  const run = await first.assistant.answerAgain({
    threadId: first.threadId,
    answerId: whole.id,
    without: [{ kind: 'memory', id }],
  })
  await control.say('Hm, ')
  await soon(() => expect(textOn(first.view)).toContain('Hm, '))
  await first.assistant.close()

  const { model, prompts } = scriptedModel(saying('I do not know.'))
  const next = startAssistant({ database, personaId, threadId: first.threadId, model })
  const on = { threadId: first.threadId, answerId: run.message.id, runId: crypto.randomUUID() }
  await next.assistant.continueAnswer(on)
  const answer = await next.over(on.runId)
  expect(JSON.stringify(prompts[0]?.prompt)).not.toContain('Albatross')
  expect(withoutIn(answer.content)).toEqual([{ kind: 'memory', id }])
  expect(await leftOutOf(answer.id)).toEqual([`memory ${id}`])
})

test('what is not relevant is left out where it was said, and said so, until that is taken back', async () => {
  const id = await keep('The boat is nine metres long.')
  const { ask, send, over, promptOf } = conversation(saying('a'), saying('b'), saying('c'))
  const { user, run } = await send('What does a boat cost?')
  await over(run.runId)
  expect(promptOf(0)).toContain('nine metres')
  await database.call('ai_mark_relevance', { question_id: user.id, is_relevant: false, memory_id: id })
  const second = await ask('And to rent a boat?')
  expect(promptOf(1)).not.toContain('nine metres')
  const [receipt] = await database.call('ai_receipt_of_message', { message_id: second.id })
  expect(receipt?.items?.find(({ item_id }) => item_id === id)).toMatchObject({ used: false, reason: 'not relevant' })
  await database.call('ai_mark_relevance', { question_id: user.id, is_relevant: true, memory_id: id })
  await ask('What about a larger boat?')
  expect(promptOf(2)).toContain('nine metres')
})
