import { describe, expect, it } from 'vitest'
import { createDraftStorage } from './draft-storage'
import type { Draft } from './drafts'

function memory(limit = Infinity) {
  const items = new Map<string, string>()
  return {
    items,
    get length() {
      return items.size
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem(key: string, value: string) {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError')
      items.set(key, value)
    },
    removeItem: (key: string) => void items.delete(key),
  }
}

function windowOn(storage: ReturnType<typeof memory>) {
  const due: (() => void)[] = []
  const notKept: string[] = []
  const { persistStorage, flush } = createDraftStorage({
    storage,
    later: (run) => due.push(run),
    onNotKept: (key) => notKept.push(key),
  })
  const read = () => (persistStorage.getItem('draft') as { state: { drafts: Record<string, Draft> } }).state.drafts
  return {
    read,
    flush,
    notKept,
    write: (drafts: Record<string, Draft>) => void persistStorage.setItem('draft', { state: { drafts } }),
    pass: () => due.splice(0).forEach((run) => run()),
    due,
  }
}

describe('keeping drafts', () => {
  it('gives them back to the next window', () => {
    const storage = memory()
    const first = windowOn(storage)
    first.write({ a: { text: 'half a sent' } })
    first.pass()
    expect(windowOn(storage).read()).toEqual({ a: { text: 'half a sent' } })
  })

  it('does not let one window overwrite what another writes to a different thread', () => {
    const storage = memory()
    const one = windowOn(storage)
    const other = windowOn(storage)
    one.read()
    other.read()
    one.write({ a: { text: 'mine' } })
    other.write({ b: { text: 'theirs' } })
    one.pass()
    other.pass()
    expect(windowOn(storage).read()).toEqual({ a: { text: 'mine' }, b: { text: 'theirs' } })
  })

  it('writes once for many keystrokes, and at once when the window goes', () => {
    const storage = memory()
    const page = windowOn(storage)
    for (const text of ['w', 'wo', 'wor']) page.write({ a: { text } })
    expect(page.due).toHaveLength(1)
    page.flush()
    expect(storage.items.get('draft.a')).toBe('{"text":"wor"}')
  })

  it('takes a sent draft away', () => {
    const storage = memory()
    const page = windowOn(storage)
    page.write({ a: { text: 'sent' }, b: { text: 'kept' } })
    page.pass()
    page.write({ b: { text: 'kept' } })
    page.pass()
    expect([...storage.items.keys()]).toEqual(['draft.b'])
  })

  it('says which draft is too long to keep, keeps the others and does not try for ever', () => {
    const storage = memory(40)
    const page = windowOn(storage)
    const long = { text: 'x'.repeat(100) }
    page.write({ long, short: { text: 'short' } })
    page.pass()
    page.write({ long, short: { text: 'shorter' } })
    page.pass()
    expect(page.notKept).toEqual(['long'])
    expect(windowOn(storage).read()).toEqual({ short: { text: 'shorter' } })
  })

  it('steps over what it cannot read', () => {
    const storage = memory()
    storage.setItem('draft.bad', '{"text":')
    storage.setItem('draft.good', '{"text":"good"}')
    storage.setItem('other', 'unrelated')
    expect(windowOn(storage).read()).toEqual({ good: { text: 'good' } })
  })
})
