import { afterEach, describe, expect, it, vi } from 'vitest'

/** A log of a Kith that has just begun. */
async function begun() {
  vi.resetModules()
  const said: string[] = []
  vi.spyOn(console, 'error').mockImplementation((text: string) => void said.push(text))
  const listeners = process.listeners('unhandledRejection')
  const { log, noteUnhandled, sayOnlyWhatIsWritten, writeLogTo } = await import('./log')
  const written: string[] = []
  writeLogTo({ write: (line: string) => void written.push(line) } as never)
  const added = () => process.listeners('unhandledRejection').filter((one) => !listeners.includes(one))
  return { log, noteUnhandled, sayOnlyWhatIsWritten, said, written, added }
}
afterEach(() => vi.restoreAllMocks())

const secret = () => new Error('My diary says', { cause: new Error('sk-proj-1234567890') })

describe('what is said on standard error', () => {
  it('is the whole error for whoever runs Kith from its source', async () => {
    const { log, said } = await begun()
    log.error('it broke', secret())
    expect(said.join()).toMatch(/^\[kith\] it broke: Error: My diary says\n[^]*caused by: Error: sk-proj-1234567890/)
  })

  it('is what is written down, and no more, where Kith is installed', async () => {
    const { log, said, written, sayOnlyWhatIsWritten } = await begun()
    sayOnlyWhatIsWritten()
    log.error('it broke', secret())
    log.warn('it is odd', { reason: 'My diary' })
    expect(said).toEqual(written.map((line) => `[kith] ${line}`))
    expect(said).toHaveLength(2)
    expect(said.join()).not.toMatch(/diary|sk-proj/)
  })

  it('has nothing of what is noted quietly', async () => {
    const { log, said, written } = await begun()
    log.info('start')
    log.quietly('page', 'a page failed', { name: 'TypeError' })
    expect([said, written.length]).toEqual([[], 2])
  })
})

describe('a failure that nobody handles', () => {
  it('is in the log', async () => {
    const { noteUnhandled, written, added } = await begun()
    noteUnhandled()
    const [listener, ...others] = added()
    expect(others).toEqual([])
    listener?.(new RangeError('a secret'), Promise.resolve())
    process.off('unhandledRejection', listener as never)
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ event: 'a failure was not handled', name: 'RangeError' })
    expect(written[0]).not.toContain('secret')
  })
})
