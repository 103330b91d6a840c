import { beforeEach, describe, expect, it, vi } from 'vitest'

// The store is made as it is imported, and keeps to the page's storage.
async function freshDrafts() {
  vi.resetModules()
  const items = new Map<string, string>()
  vi.stubGlobal('window', { addEventListener: () => {} })
  vi.stubGlobal('localStorage', {
    get length() {
      return items.size
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  })
  const { useDrafts, draftOfThread } = await import('./drafts')
  return { drafts: useDrafts.getState, draftOfThread }
}

describe('a draft', () => {
  let drafts: Awaited<ReturnType<typeof freshDrafts>>['drafts']
  let draftOfThread: Awaited<ReturnType<typeof freshDrafts>>['draftOfThread']
  beforeEach(async () => {
    ;({ drafts, draftOfThread } = await freshDrafts())
  })

  it('belongs to its thread, and before there is one to its persona', () => {
    expect(new Set([draftOfThread(null, null), draftOfThread(null, 'coach'), draftOfThread('t', 'coach')]).size).toBe(3)
  })

  it('shows its files in the order they were chosen, whichever is there first', () => {
    const file = (name: string) => ({ fileId: name, name, mediaType: 'text/plain', size: 1 })
    drafts().attach('t', file('second'), 2)
    drafts().attach('t', file('first'), 1)
    drafts().write('t', 'Hello')
    expect(drafts().drafts['t']?.attachments?.map(({ name }) => name)).toEqual(['first', 'second'])
  })

  it('knows which files are on their way, until they are there or not wanted', () => {
    drafts().expect('t', { id: 'a', name: 'a.png', place: 2 })
    drafts().expect('t', { id: 'b', name: 'b.png', place: 1 })
    drafts().write('t', 'Hello')
    drafts().write('t', '')
    expect(drafts().drafts['t']?.coming?.map(({ name }) => name)).toEqual(['b.png', 'a.png'])
    drafts().expectNoMore('t', 'a')
    expect(drafts().drafts['t']).toEqual({ text: '', coming: [{ id: 'b', name: 'b.png', place: 1 }] })
    drafts().expectNoMore('t', 'b')
    expect(drafts().drafts).toEqual({})
    drafts().expectNoMore('t', 'b')
    expect(drafts().drafts).toEqual({})
  })

  it('is sent under the same ids again, so that it is stored once', () => {
    drafts().write('t', 'Hello')
    const first = drafts().sendAs('t', 'thread')
    expect(drafts().sendAs('t', 'another thread')).toEqual(first)
    expect(first.threadId).toBe('thread')
  })

  it('is another message once its text is another', () => {
    drafts().write('t', 'Hello')
    const first = drafts().sendAs('t', 'thread')
    drafts().write('t', 'Hello you')
    expect(drafts().sendAs('t', 'thread').messageId).not.toBe(first.messageId)
  })

  it('is gone when it is emptied, except of notes, where that says something', () => {
    drafts().write('t', 'Hello')
    drafts().write('t', '')
    expect(drafts().drafts).toEqual({})
    drafts().begin('notes', { text: 'Old', base: 'Old' })
    drafts().write('notes', '')
    expect(drafts().drafts).toEqual({ notes: { text: '', base: 'Old' } })
  })
})

it('says of what it is one, by its key', async () => {
  await freshDrafts()
  const keys = await import('./drafts')
  const { placeOfDraft } = keys
  expect(placeOfDraft(keys.draftOfThread('a-thread', null))).toEqual({ of: 'thread', id: 'a-thread' })
  expect(placeOfDraft(keys.draftOfThread(null, 'coach'))).toEqual({ of: 'persona', id: 'coach' })
  expect(placeOfDraft(keys.draftOfEdit('a-message'))).toEqual({ of: 'message', id: 'a-message' })
  expect(placeOfDraft(keys.draftOfProposal('a-memory'))).toEqual({ of: 'memory', id: 'a-memory' })
  expect(placeOfDraft(keys.draftOfMemory('a-memory'))).toEqual({ of: 'memory', id: 'a-memory' })
  expect(placeOfDraft(keys.draftOfNotes(null))).toEqual({ of: 'persona', id: 'none' })
  expect(placeOfDraft(keys.draftOfNewMemory)).toEqual({ of: 'nothing' })
})
