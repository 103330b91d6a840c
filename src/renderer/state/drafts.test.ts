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
