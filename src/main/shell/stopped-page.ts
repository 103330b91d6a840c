// What a window does whose page crashed or does not answer. What it showed is main's, so opening it again shows it again; where
// that crashes once more, the page is opened without the thread that was in it.
import type { BrowserWindow, MessageBoxOptions } from 'electron'
import { log } from '../diagnostics/log'
import type { ShellWords } from './words'

export interface StoppedPageParts {
  /** Of the page as it begins, without what is behind a `#`. */
  url: string
  words: () => ShellWords
  /** For whoever helps; nothing that anybody wrote is in it. */
  report: () => Promise<string>
  ask: (window: BrowserWindow, question: MessageBoxOptions) => Promise<{ response: number }>
  copy: (text: string) => void | Promise<void>
  quit: () => void
  /** Milliseconds; for tests. */
  now?: () => number
}

type Way = 'reopen' | 'wait' | 'withoutThread' | 'copyReport' | 'quit'

/** Twice in this time is no accident. */
const AGAIN_WITHIN_MS = 60_000

export function watchPage(window: BrowserWindow, parts: StoppedPageParts): void {
  const { url, words, ask, copy, quit, now = () => performance.now() } = parts
  const { webContents } = window
  let lastCrash = -Infinity
  /** The question that is open. */
  let open: AbortController | null = null
  let isSilent = false
  /** It was ended from here. */
  let isEnded = false

  async function offer(said: 'windowStopped' | 'windowSilent', ways: Way[]): Promise<void> {
    open?.abort()
    const mine = new AbortController()
    open = mine
    let { detail } = words()[said]
    while (!window.isDestroyed()) {
      const { message } = words()[said]
      const buttons = ways.map((way) => words().stoppedWays[way])
      const { signal } = mine
      const question = {
        type: 'error' as const,
        message,
        detail,
        buttons,
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal,
      }
      const { response } = await ask(window, question)
      // The page has come back by itself, or something worse has happened to it.
      if (signal.aborted) return
      const way = ways[response] ?? 'wait'
      if (way !== 'copyReport') {
        open = null
        return go(way)
      }
      detail = await handOn()
      ways = ways.filter((other) => other !== 'copyReport')
    }
  }

  /** @returns what is said of it */
  async function handOn(): Promise<string> {
    try {
      await copy(await parts.report())
      return words().reportCopied
    } catch (error) {
      log.error('the report could not be copied', error)
      return words().reportNotCopied
    }
  }

  function go(way: Exclude<Way, 'copyReport'>): void {
    if (way === 'quit') return quit()
    if (way === 'wait' || window.isDestroyed()) return
    if (way === 'withoutThread') {
      window.loadURL(`${url}#/threads`).catch((error: unknown) => log.error('the page did not load', error))
    } else {
      // One that hangs hears of no wish to be loaded again.
      if (isSilent) {
        isEnded = true
        webContents.forcefullyCrashRenderer()
      }
      window.reload()
    }
  }

  const asked = (offering: Promise<void>) =>
    void offering.catch((error: unknown) => log.error('the question about the window failed', error))

  webContents.on('render-process-gone', (_, { reason }) => {
    const isOwnDoing = isEnded
    isEnded = isSilent = false
    if (isOwnDoing || reason === 'clean-exit' || window.isDestroyed()) return
    log.error('the page ended', reason, { reason })
    const isAgain = now() - lastCrash < AGAIN_WITHIN_MS
    lastCrash = now()
    asked(offer('windowStopped', ['reopen', ...(isAgain ? (['withoutThread'] as const) : []), 'copyReport', 'quit']))
  })
  window.on('unresponsive', () => {
    isSilent = true
    log.error('the page does not answer', 'unresponsive')
    asked(offer('windowSilent', ['wait', 'reopen', 'copyReport', 'quit']))
  })
  window.on('responsive', () => {
    isSilent = false
    open?.abort()
    open = null
  })
}
