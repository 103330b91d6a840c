import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CannotStart } from './environment'
import { runInTerminal } from './run-in-terminal'
import type { BrowserHost } from './start-browser-host'

let printed: string
let complained: string

beforeEach(() => {
  printed = complained = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += text as string), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((complained += text as string), true))
})
afterEach(() => vi.restoreAllMocks())

const host = (stop: () => Promise<void>): BrowserHost => ({ port: 1, newLink: () => 'http://127.0.0.1:1/?t=x', stop })
const printedLink = () => vi.waitFor(() => expect(printed).toContain('Open'))
// Only ours is told: the program that runs the tests listens too.
const signal = (name: string) => (process.listeners(name as 'disconnect').at(-1) as () => void)()

describe('the browser host in its terminal', () => {
  it('says why it cannot start, in words, and ends as failed', async () => {
    const starting = runInTerminal(async () => Promise.reject(new CannotStart('Port 80 is used by another program.')))
    expect(await starting).toBe(1)
    expect(complained).toBe('[kith] Port 80 is used by another program.\n')
    expect(printed).toBe('')
  })

  it('says what there is to say of this start before the link, and nothing of it when there is no start', async () => {
    const running = runInTerminal(async () => host(async () => {}), 'Kith runs in your browser.')
    await printedLink()
    expect(printed).toBe('[kith] Kith runs in your browser.\n[kith] Open http://127.0.0.1:1/?t=x\n')
    signal('SIGTERM')
    expect(await running).toBe(0)
    printed = ''
    expect(await runInTerminal(async () => Promise.reject(new CannotStart('No.')), 'Kith runs.')).toBe(1)
    expect(printed).toBe('')
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])(
    'prints one line, and stops once, in order, on %s',
    async (name) => {
      let stops = 0
      const stop = Promise.withResolvers<void>()
      const running = runInTerminal(async () => host(() => ((stops += 1), stop.promise)))
      await printedLink()
      signal(name)
      await vi.waitFor(() => expect(stops).toBe(1))
      signal('SIGINT')
      stop.resolve()
      expect(await running).toBe(0)
      expect(stops).toBe(1)
      expect(printed).toBe('[kith] Open http://127.0.0.1:1/?t=x\n')
    },
  )

  it('ends as failed when it could not stop in order', async () => {
    const errors = vi.spyOn(console, 'error').mockReturnValue()
    const running = runInTerminal(async () => host(async () => Promise.reject(new Error('stuck'))))
    await printedLink()
    signal('SIGTERM')
    expect(await running).toBe(1)
    expect(errors.mock.lastCall?.[0]).toContain('stuck')
  })
})
