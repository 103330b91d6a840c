// A persona is tried with the real agent and the practice model; the database answers and is told nothing.
import { expect, test } from 'vitest'
import type { TryEvent } from '../../../shared/contract/personas'
import type { Call } from '../../database/call'
import { KithError } from '../../../shared/errors'
import type { AnsweringParts } from '../personas/choose-answering'
import { tryPersona } from './try-persona'

const asked: string[] = []
const call = ((name: string) => {
  asked.push(name)
  return Promise.resolve([])
}) as unknown as Call

const parts = {
  call,
  prices: { of: () => Promise.resolve({ context: null, price: null }) },
  settings: {
    view: () => ({ model: { kind: 'practice' }, answering: {}, language: 'en', providers: [] }),
    connection: () => Promise.reject(new KithError('PROVIDER_KEY_MISSING', { provider: 'Nobody' })),
  },
} as unknown as AnsweringParts

const draft = { personaId: null, name: 'Draft', instructions: 'You are a draft.', settings: {} }

async function heard(events: AsyncIterable<TryEvent>): Promise<{ model: string; text: string }> {
  let model = ''
  let text = ''
  for await (const event of events) {
    if (event.type === 'begins') model = event.model
    else text += event.delta
  }
  return { model, text }
}

test('the draft answers what was said, knows what was said before, and nothing is stored', async () => {
  const turns = [
    { role: 'user', text: 'My dog is called Max.' },
    { role: 'assistant', text: 'I have read that.' },
    { role: 'user', text: 'What is my dog called?' },
  ] as const
  const { model, text } = await heard(tryPersona(parts, { ...draft, turns }))
  expect(model).toBe('practice')
  expect(text).toContain('My dog is called Max.')
  // It reads the notes, and no run, message or memory is written.
  expect(new Set(asked)).toEqual(new Set(['ai_get_working_memory']))
})

test('it proposes nothing: there is nobody who could keep it', async () => {
  const turns = [{ role: 'user', text: 'Remember that I sing.' }] as const
  expect((await heard(tryPersona(parts, { ...draft, turns }))).text).not.toContain('proposed')
})

test('who stops hears no more', async () => {
  const stop = new AbortController()
  const turns = [{ role: 'user', text: 'Hello' }] as const
  const words: string[] = []
  for await (const event of tryPersona(parts, { ...draft, turns }, stop.signal)) {
    if (event.type === 'text' && words.push(event.delta) === 2) stop.abort()
  }
  expect(words).toHaveLength(2)
})

test('a model that cannot be reached says so, and no other one answers instead', async () => {
  const turns = [{ role: 'user', text: 'Hello' }] as const
  const settings = {
    model: { kind: 'provider', providerId: 'gone', model: 'large' },
    fallback: { kind: 'practice' },
  } as const
  await expect(heard(tryPersona(parts, { ...draft, settings, turns }))).rejects.toBeInstanceOf(KithError)
})
