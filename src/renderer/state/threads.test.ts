import { describe, expect, test, vi } from 'vitest'
import type { Thread } from '../../shared/contract/threads'
import type { ThreadPages } from './threads'

vi.mock('../wire/rpc', () => ({ rpc: {}, queries: {} }))
const { threadsIn, withThread, withoutThread } = await import('./threads')

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

function thread(number: number, more: Partial<Thread> = {}): Thread {
  const at = `2026-11-27T10:00:${String(number).padStart(2, '0')}Z`
  const state = { pinned: false, archived: false, unread: false, remembers: true, preview: '' }
  return {
    id: id(number),
    personaId: null,
    title: null,
    opening: '',
    createdAt: at,
    lastMessageAt: at,
    ...state,
    ...more,
  }
}

const filter = { personaId: null, all: false, archived: false, pinned: false }

/** Two pages, newest first; more is stored and not read where `hasMore`. */
function pages(numbers: [number[], number[]], hasMore: boolean): ThreadPages {
  const [first, second] = numbers.map((of) => of.map((number) => thread(number)))
  const cursor = (of: Thread[] | undefined) => of?.at(-1) ?? null
  return {
    pages: [
      { threads: first ?? [], next: cursor(first) },
      { threads: second ?? [], next: hasMore ? cursor(second) : null },
    ],
    pageParams: [undefined, undefined],
  }
}

const shown = (of: ThreadPages) => threadsIn(of).map(({ id: one }) => Number(one.slice(-4)))

describe('a thread that changed', () => {
  test('moves to where it belongs, over pages', () => {
    const before = pages(
      [
        [9, 8],
        [5, 4],
      ],
      false,
    )
    const place = (number: number) => shown(withThread(before, thread(number), filter))
    expect(place(10)).toEqual([10, 9, 8, 5, 4])
    expect(place(7)).toEqual([9, 8, 7, 5, 4])
    expect(place(1)).toEqual([9, 8, 5, 4, 1])
  })

  test('is not shown at the end of pages behind which more is stored', () => {
    expect(
      shown(
        withThread(
          pages(
            [
              [9, 8],
              [5, 4],
            ],
            true,
          ),
          thread(1),
          filter,
        ),
      ),
    ).toEqual([9, 8, 5, 4])
    expect(
      shown(
        withThread(
          pages(
            [
              [9, 8],
              [5, 4],
            ],
            true,
          ),
          thread(4, { title: 'x' }),
          filter,
        ),
      ).length,
    ).toBe(5)
  })

  test('leaves the lists it belongs to no more', () => {
    const before = withoutThread(
      pages(
        [
          [9, 8],
          [5, 4],
        ],
        false,
      ),
      id(8),
    )
    for (const more of [{ archived: true }, { pinned: true }, { personaId: id(77) }])
      expect(shown(withThread(before, thread(8, more), filter))).toEqual([9, 5, 4])
    expect(shown(withThread(before, thread(8, { personaId: id(77) }), { ...filter, all: true }))).toEqual([9, 8, 5, 4])
  })

  test('of the same second stands by all the digits after it', () => {
    const early = thread(1, { lastMessageAt: '2026-11-27T10:00:09.12Z' })
    const late = thread(2, { lastMessageAt: '2026-11-27T10:00:09.123Z' })
    const both = withThread(withThread(pages([[], []], false), early, filter), late, filter)
    expect(shown(both)).toEqual([2, 1])
  })
})
