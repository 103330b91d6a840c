import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Carrier } from './carrier'
import { ConnectionLost, createConnection, waitBefore } from './connection'
import type { WhyLost } from './why-lost'

interface FakeCarrier extends Carrier {
  open(): void
  close(): void
}

function carriers(answer: (path: readonly string[]) => Promise<unknown> = async (path) => path.join('.')) {
  const made: FakeCarrier[] = []
  function next(): Carrier {
    const opened = Promise.withResolvers<void>()
    const closed = Promise.withResolvers<void>()
    const carrier: FakeCarrier = {
      opened: opened.promise,
      closed: closed.promise,
      open: opened.resolve,
      close: closed.resolve,
      link: { call: (path) => answer(path) },
    }
    made.push(carrier)
    return carrier
  }
  return { made, next, last: () => made.at(-1) as FakeCarrier }
}

const interrupted = async (): Promise<WhyLost> => 'interrupted'
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the connection to main', () => {
  it('holds a call back until a carrier is open, then makes it', async () => {
    const { next, last } = carriers()
    const connection = createConnection({ open: next, askWhyLost: interrupted })
    const answer = connection.link.call(['threads', 'list'], {}, { context: {} })
    expect(connection.state()).toEqual({ phase: 'connecting' })
    last().open()
    await expect(answer).resolves.toBe('threads.list')
    expect(connection.state()).toEqual({ phase: 'open' })
  })

  it('opens the next carrier when one is lost, and says so meanwhile', async () => {
    const { made, next, last } = carriers()
    const connection = createConnection({ open: next, askWhyLost: interrupted })
    last().open()
    await settle()
    last().close()
    await settle()
    expect(connection.state()).toEqual({ phase: 'lost', why: 'interrupted' })
    await vi.advanceTimersByTimeAsync(waitBefore(0))
    expect(made).toHaveLength(2)
    last().open()
    await settle()
    expect(connection.state()).toEqual({ phase: 'open' })
  })

  it('asks why when it cannot come back, and goes on trying all the same', async () => {
    const { made, next, last } = carriers()
    const connection = createConnection({ open: next, askWhyLost: async () => 'signed-out' })
    last().open()
    await settle()
    last().close()
    for (const attempt of [0, 1, 2]) {
      await settle()
      await vi.advanceTimersByTimeAsync(waitBefore(attempt))
      last().close()
    }
    await settle()
    expect(connection.state()).toEqual({ phase: 'lost', why: 'signed-out' })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(made.length).toBeGreaterThan(3)
    last().open()
    await settle()
    expect(connection.state()).toEqual({ phase: 'open' })
  })

  it('tells a call that was cut off from one that was refused', async () => {
    const { next, last } = carriers(async (path) => {
      if (path[0] === 'cut') last().close()
      await Promise.resolve()
      throw new Error('refused')
    })
    const connection = createConnection({ open: next, askWhyLost: interrupted })
    last().open()
    await expect(connection.link.call(['refuse'], {}, { context: {} })).rejects.toThrow('refused')
    await expect(connection.link.call(['cut'], {}, { context: {} })).rejects.toBeInstanceOf(ConnectionLost)
  })

  it('does not let a call wait for ever', async () => {
    const { next } = carriers()
    const connection = createConnection({ open: next, askWhyLost: interrupted, patienceMilliseconds: 1_000 })
    const answer = connection.link.call(['threads', 'list'], {}, { context: {} })
    const outcome = answer.catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await outcome).toBeInstanceOf(ConnectionLost)
  })

  it('lets go of a call that is no longer wanted', async () => {
    const { next } = carriers()
    const connection = createConnection({ open: next, askWhyLost: interrupted })
    const given = new AbortController()
    const answer = connection.link.call(['threads', 'list'], {}, { context: {}, signal: given.signal })
    given.abort(new Error('gone elsewhere'))
    await expect(answer).rejects.toThrow('gone elsewhere')
  })

  it('tries at once when somebody hurries it', async () => {
    const { made, next, last } = carriers()
    const connection = createConnection({ open: next, askWhyLost: interrupted })
    last().close()
    await settle()
    expect(made).toHaveLength(1)
    connection.hurry()
    await settle()
    expect(made).toHaveLength(2)
  })
})
