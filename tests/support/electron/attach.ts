// Starts the stand-in on an application and attaches to the pages it shows.
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { runProgram, type RunningProgram } from '../running-program'
import type { Recorded } from './main/stage'
import type { Reply, Request } from './main/remote-control'

export interface AttachedStandIn {
  program: RunningProgram
  context: BrowserContext
  /** The pages of the application's windows, oldest first. Waits until there are so many. */
  windows(count: number): Promise<Page[]>
  ask(request: Request): Promise<unknown>
  records(): Promise<Recorded[]>
  /** Lets go of the pages and ends the application. */
  stop(): Promise<number | null>
}

/** @param folder of the application: its package.json names the built entry */
export async function startStandIn(
  folder: string,
  env: Record<string, string | undefined> = {},
  args: readonly string[] = [],
): Promise<AttachedStandIn> {
  const program = runStandIn(folder, env, args)
  const [, endpoint = ''] = await program.line(/^STANDIN_CDP (\S+)$/m)
  const browser = await chromium.connectOverCDP(endpoint)
  const [context] = browser.contexts()
  if (!context) throw new Error('The stand-in has no pages to attach to')
  const ask = createAsker(program)
  return {
    program,
    context,
    ask,
    records: async () => (await ask({ ask: 'records' })) as Recorded[],
    windows: (count) => windowsOf(context, count),
    async stop() {
      await browser.close()
      return program.stop()
    },
  }
}

/** Only runs the application, for what ends before it shows anything. */
export function runStandIn(
  folder: string,
  env: Record<string, string | undefined> = {},
  args: readonly string[] = [],
): RunningProgram {
  return runProgram([fileURLToPath(new URL('run.mjs', import.meta.url)), folder, ...args], env, folder)
}

const isWindow = (page: Page): boolean => page.url().includes('.standin.invalid/')

async function windowsOf(context: BrowserContext, count: number): Promise<Page[]> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(20)) {
    const pages = context.pages().filter(isWindow)
    if (pages.length < count) continue
    await Promise.all(pages.map((page) => page.waitForLoadState()))
    return pages
  }
  throw new Error(`The stand-in shows ${context.pages().length} pages, and not ${count} windows of the application`)
}

function createAsker(program: RunningProgram): (request: Request) => Promise<unknown> {
  const waiting = new Map<number, (reply: Reply) => void>()
  let last = 0
  program.onMessage((message) => {
    const reply = message as Reply
    waiting.get(reply.to)?.(reply)
    waiting.delete(reply.to)
  })
  return async (request) => {
    const number = ++last
    const replied = new Promise<Reply>((resolve) => waiting.set(number, resolve))
    program.send({ number, request })
    const reply = await replied
    if ('error' in reply) throw new Error(reply.error)
    return reply.value
  }
}
