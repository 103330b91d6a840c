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
  const { persistStorage, leave } = createDraftStorage({
    storage,
    later: (run) => due.push(run),
    onNotKept: (key) => notKept.push(key),
  })
  const read = () => (persistStorage.getItem('draft') as { state: { drafts: Record<string, Draft> } }).state.drafts
  return {
    read,
    leave,
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
    page.leave()
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

  it('leaves nothing older behind when what was sent had been too long to keep', () => {
    const storage = memory(40)
    const page = windowOn(storage)
    page.write({ a: { text: 'short' } })
    page.pass()
    page.write({ a: { text: 'x'.repeat(100) } })
    page.pass()
    page.write({})
    page.pass()
    expect(windowOn(storage).read()).toEqual({})
  })

  it('steps over what it cannot read', () => {
    const storage = memory()
    storage.setItem('draft.bad', '{"text":')
    storage.setItem('draft.good', '{"text":"good"}')
    storage.setItem('other', 'unrelated')
    expect(windowOn(storage).read()).toEqual({ good: { text: 'good' } })
  })
})

describe('two windows on one thread', () => {
  function twoWindows(before: Record<string, Draft> = {}) {
    const storage = memory()
    const earlier = windowOn(storage)
    earlier.write(before)
    earlier.leave()
    const [one, other] = [windowOn(storage), windowOn(storage)]
    one.read()
    other.read()
    return { storage, one, other, stored: () => windowOn(storage).read() }
  }

  it('keeps what one wrote when the other empties or sends its own', () => {
    const { one, other, stored } = twoWindows({ a: { text: 'short' } })
    one.write({ a: { text: 'long' } })
    one.pass()
    other.write({})
    other.pass()
    expect(stored()).toEqual({ a: { text: 'long' } })
  })

  it('takes a draft away that both knew, until the one that wrote it goes and still has it', () => {
    const { one, other, stored } = twoWindows()
    one.write({ a: { text: 'long' } })
    one.pass()
    other.read()
    other.write({})
    other.pass()
    expect(stored()).toEqual({})
    one.leave()
    expect(stored()).toEqual({ a: { text: 'long' } })
  })

  it('keeps both when each wrote something else, whichever goes first and however often', () => {
    const { one, other, stored } = twoWindows()
    one.write({ a: { text: 'mine' } })
    one.pass()
    other.write({ a: { text: 'theirs' } })
    other.pass()
    one.leave()
    expect(stored()).toEqual({ a: { text: 'theirs\n\nmine' } })
    other.leave()
    one.leave()
    expect(stored()).toEqual({ a: { text: 'theirs\n\nmine' } })
  })

  it('keeps the other one when one sends what stands there with it', () => {
    const { one, other, stored } = twoWindows()
    one.write({ a: { text: 'mine' } })
    one.pass()
    other.write({ a: { text: 'theirs' } })
    other.pass()
    one.leave()
    other.write({})
    other.pass()
    expect(stored()).toEqual({ a: { text: 'theirs\n\nmine' } })
  })

  it('keeps the longer one when the other wrote on', () => {
    const { one, other, stored } = twoWindows()
    one.write({ a: { text: 'long' } })
    one.pass()
    other.write({ a: { text: 'longer' } })
    other.leave()
    one.leave()
    expect(stored()).toEqual({ a: { text: 'longer' } })
  })

  it('does not put back what it only read', () => {
    const { one, other, stored } = twoWindows({ a: { text: 'old' } })
    one.write({ a: { text: 'old and more' } })
    one.pass()
    other.leave()
    expect(stored()).toEqual({ a: { text: 'old and more' } })
    one.write({})
    one.pass()
    other.leave()
    expect(stored()).toEqual({})
  })

  it('does not put back what it has sent itself', () => {
    const { one, other, stored } = twoWindows()
    one.write({ a: { text: 'sent' } })
    one.pass()
    one.write({})
    one.pass()
    other.write({ a: { text: 'theirs' } })
    other.pass()
    one.leave()
    expect(stored()).toEqual({ a: { text: 'theirs' } })
  })

  it('does not write by itself while both are open', () => {
    const { storage, one, other } = twoWindows()
    one.write({ a: { text: 'mine' } })
    other.write({ a: { text: 'theirs' } })
    one.pass()
    other.pass()
    expect([...one.due, ...other.due]).toEqual([])
    expect(storage.items.get('draft.a')).toBe('{"text":"theirs"}')
  })
})
