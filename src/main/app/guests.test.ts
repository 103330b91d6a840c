// Whoever uses the local API with another account than the one at the window: how many there are, and for how long.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '../database/call'
import type { TokenDatabase } from '../database'
import { createGuests } from './guests'
import type { Guests } from './guests'

const MINUTE = 60_000
const MOST = 5

/** A database in which nothing was left over, and what it was asked. */
function emptyDatabase() {
  const asked: string[] = []
  const call = (async (name: string) => {
    asked.push(name)
    return name === 'ai_interrupt_runs' ? 0 : []
  }) as unknown as Call
  const database = { call, forRun: async () => call } as unknown as TokenDatabase
  return { database, asked }
}

describe('guests', () => {
  let guests: Guests
  const { database } = emptyDatabase()

  beforeEach(() => {
    vi.useFakeTimers()
    guests = createGuests({
      device: 'this-computer',
      settings: { view: () => ({ providers: [] }), connection: async () => ({}) } as never,
      prices: { of: async () => ({ context: null, price: null }) },
    })
  })
  afterEach(async () => {
    await guests.close()
    vi.useRealTimers()
  })

  async function invite(count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID())
    for (const id of ids) await guests.of(id, database)
    return ids
  }
  const sixth = () => guests.of(randomUUID(), database)

  it('are looked after as they come: what the last one left half written is ended first', async () => {
    const { database: another, asked } = emptyDatabase()
    await guests.of(randomUUID(), another)
    expect(asked).toContain('ai_interrupt_runs')
  })

  it('are the same for as long as they are asked for', async () => {
    const [id = ''] = await invite(1)
    const first = guests.of(id, database)
    await vi.advanceTimersByTimeAsync(9 * MINUTE)
    const second = guests.of(id, database)
    await vi.advanceTimersByTimeAsync(9 * MINUTE)
    expect(await guests.of(id, database)).toBe(await first)
    expect(await second).toBe(await first)
  })

  it('leave when nobody has asked for them for ten minutes, and are new when they come again', async () => {
    const [id = ''] = await invite(1)
    const first = await guests.of(id, database)
    const close = vi.spyOn(first, 'close')
    await vi.advanceTimersByTimeAsync(10 * MINUTE)
    expect(close).toHaveBeenCalledOnce()
    expect(await guests.of(id, database)).not.toBe(first)
  })

  it('stay while an answer of theirs is being written, and leave after it', async () => {
    const [id = ''] = await invite(1)
    const guest = await guests.of(id, database)
    const writing = Promise.withResolvers<void>()
    vi.spyOn(guest, 'whenIdle').mockReturnValue(writing.promise)
    const close = vi.spyOn(guest, 'close')
    await vi.advanceTimersByTimeAsync(15 * MINUTE)
    expect(close).not.toHaveBeenCalled()
    expect(await guests.of(id, database)).toBe(guest)
    writing.resolve()
    await vi.advanceTimersByTimeAsync(MINUTE)
    // Somebody has asked for it meanwhile: its ten minutes begin anew.
    expect(close).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10 * MINUTE)
    expect(close).toHaveBeenCalledOnce()
  })

  it('are so many and no more; those that are here are served on, and a place that is free is given away', async () => {
    const ids = await invite(MOST)
    expect(sixth).toThrow(expect.objectContaining({ code: 'TOO_MANY_GUESTS' }))
    await vi.advanceTimersByTimeAsync(9 * MINUTE)
    for (const id of ids.slice(1)) await guests.of(id, database)
    expect(sixth).toThrow(expect.objectContaining({ code: 'TOO_MANY_GUESTS' }))
    await vi.advanceTimersByTimeAsync(MINUTE)
    await sixth()
    expect(sixth).toThrow(expect.objectContaining({ code: 'TOO_MANY_GUESTS' }))
  })

  it('take no place when their database does not let them in', async () => {
    const refused = Object.assign(emptyDatabase().database, { call: () => Promise.reject(new Error('no')) })
    for (let time = 0; time <= MOST; time++)
      await expect(guests.of(randomUUID(), refused as never)).rejects.toThrow('no')
    await invite(MOST)
  })

  it('all leave when the account at the window does', async () => {
    const ids = await invite(MOST)
    const all = await Promise.all(ids.map((id) => guests.of(id, database)))
    const closed = all.map((guest) => vi.spyOn(guest, 'close'))
    await guests.close()
    for (const close of closed) expect(close).toHaveBeenCalledOnce()
    await sixth()
  })
})
