import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const happened: string[] = []
const pageless: BaseWindow[] = []
class BaseWindow extends EventEmitter {
  readonly options: object
  constructor(options: object) {
    super()
    this.options = options
    pageless.push(this)
  }
}
const app = Object.assign(new EventEmitter(), { quit: () => void happened.push('quit') })
const powerMonitor = new EventEmitter()
vi.mock('electron', () => ({ BaseWindow, app, powerMonitor }))
vi.mock('./updater', () => ({ leaveUpdateForLater: () => void happened.push('no update') }))
const { quitWithSession } = await import('./end-of-session')

const kith = { noteEnd: () => void happened.push('noted') }

/** Resolves when it knows the application. */
async function listen(platform: NodeJS.Platform, application: Promise<typeof kith> = Promise.resolve(kith)) {
  quitWithSession(application, platform)
  await application.catch(() => {})
}

beforeEach(() => {
  happened.length = pageless.length = 0
  app.removeAllListeners()
  powerMonitor.removeAllListeners()
})

describe('the end of a session', () => {
  it('of Windows is heard with no window open, and noted before anything that takes time, and no update is begun', async () => {
    await listen('win32')
    expect(pageless.map(({ options }) => options)).toEqual([{ show: false }])
    pageless[0]?.emit('session-end')
    expect(happened).toEqual(['noted', 'no update', 'quit'])
  })

  it('of Windows is heard by whichever window is told first', async () => {
    await listen('win32')
    const window = new EventEmitter()
    app.emit('browser-window-created', {}, window)
    window.emit('query-session-end')
    expect(happened).toEqual([])
    window.emit('session-end')
    expect(happened).toEqual(['noted', 'no update', 'quit'])
  })

  it('of Linux waits for Kith', async () => {
    await listen('linux')
    const event = { preventDefault: () => void happened.push('held') }
    powerMonitor.emit('shutdown', event)
    expect(happened).toEqual(['held', 'noted', 'no update', 'quit'])
  })

  it('of macOS is a wish to quit like any other', async () => {
    await listen('darwin')
    expect([pageless.length, powerMonitor.eventNames(), app.eventNames()]).toEqual([0, [], []])
  })

  it('ends a Kith that is still being made, and one that could not be', async () => {
    await listen('win32', Promise.reject(new Error('no')))
    pageless[0]?.emit('session-end')
    expect(happened).toEqual(['no update', 'quit'])
  })
})
