import { EventEmitter } from 'node:events'
import type { BrowserWindow, MessageBoxOptions } from 'electron'
import { expect, test, vi } from 'vitest'
import { watchPage } from './stopped-page'
import { wordsOfShell } from './words'

const words = () => wordsOfShell('en', [])

/** A window whose questions a test answers, by what is written on the button. */
function windowUnderTest({ report = async () => 'the report' } = {}) {
  const window = Object.assign(new EventEmitter(), {
    webContents: Object.assign(new EventEmitter(), { forcefullyCrashRenderer: vi.fn<() => void>() }),
    isDestroyed: () => false,
    reload: vi.fn<() => void>(),
    loadURL: vi.fn<(url: string) => Promise<void>>(async () => {}),
  })
  const questions: { question: MessageBoxOptions; choose(button: string): void }[] = []
  const copied: string[] = []
  const quit = vi.fn<() => void>()
  let time = 0
  watchPage(window as unknown as BrowserWindow, {
    url: 'app://kith/',
    words,
    report,
    ask: (_, question) =>
      new Promise((resolve) =>
        questions.push({
          question,
          choose: (button) => resolve({ response: question.buttons?.indexOf(button) ?? -1 }),
        }),
      ),
    copy: (text) => void copied.push(text),
    quit,
    now: () => time,
  })
  return {
    window,
    questions,
    copied,
    quit,
    crash: (reason = 'crashed') => window.webContents.emit('render-process-gone', {}, { reason }),
    pass: (milliseconds: number) => (time += milliseconds),
    buttons: () => questions.at(-1)?.question.buttons,
    choose: (button: string) => questions.at(-1)?.choose(button),
  }
}

const { reopen, wait, withoutThread, copyReport, quit } = words().stoppedWays
const soon = { timeout: 2_000, interval: 1 }

test('a page that crashed is opened again', async () => {
  const page = windowUnderTest()
  page.crash()
  expect(page.buttons()).toEqual([reopen, copyReport, quit])
  page.choose(reopen)
  await vi.waitFor(() => expect(page.window.reload).toHaveBeenCalledOnce(), soon)
})

test('one that crashes again within a minute can be opened without its thread, later ones as the first', async () => {
  const page = windowUnderTest()
  page.crash()
  page.choose(reopen)
  page.pass(59_000)
  page.crash('oom')
  expect(page.buttons()).toEqual([reopen, withoutThread, copyReport, quit])
  page.choose(withoutThread)
  await vi.waitFor(() => expect(page.window.loadURL).toHaveBeenCalledExactlyOnceWith('app://kith/#/threads'), soon)
  page.pass(61_000)
  page.crash()
  expect(page.buttons()).toEqual([reopen, copyReport, quit])
})

test('the report is copied, which is said, and the question stays', async () => {
  const page = windowUnderTest()
  page.crash()
  page.choose(copyReport)
  await vi.waitFor(() => expect(page.questions).toHaveLength(2), soon)
  expect(page.copied).toEqual(['the report'])
  expect(page.questions[1]?.question).toMatchObject({ buttons: [reopen, quit], detail: words().reportCopied })
  page.choose(quit)
  await vi.waitFor(() => expect(page.quit).toHaveBeenCalledOnce(), soon)
})

test('where no report can be had, that is said', async () => {
  const page = windowUnderTest({ report: () => Promise.reject(new Error('no Kith')) })
  page.crash()
  page.choose(copyReport)
  await vi.waitFor(() => expect(page.questions).toHaveLength(2), soon)
  expect(page.questions[1]?.question.detail).toBe(words().reportNotCopied)
})

test('a page that does not answer is waited for, and the question goes when it comes back', async () => {
  const page = windowUnderTest()
  page.window.emit('unresponsive')
  expect(page.buttons()).toEqual([wait, reopen, copyReport, quit])
  const signal = page.questions[0]?.question.signal
  page.window.emit('responsive')
  expect(signal?.aborted).toBe(true)
  // Electron answers a question that was taken away with its first button that cancels.
  page.choose(reopen)
  await Promise.resolve()
  expect(page.window.reload).not.toHaveBeenCalled()
})

test('a page that hangs is ended before it is loaded again, which is no crash', async () => {
  const page = windowUnderTest()
  page.window.emit('unresponsive')
  page.choose(reopen)
  await vi.waitFor(() => expect(page.window.reload).toHaveBeenCalledOnce(), soon)
  expect(page.window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce()
  page.crash('killed')
  expect(page.questions).toHaveLength(1)
  page.crash()
  expect(page.buttons()).toEqual([reopen, copyReport, quit])
})

test('a page that ended because it was closed is no crash', () => {
  const page = windowUnderTest()
  page.crash('clean-exit')
  expect(page.questions).toEqual([])
})
