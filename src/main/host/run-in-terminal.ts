// The terminal the browser host runs in: one line with the link, Enter for a new one, and a clean end.
import { log } from '../diagnostics/log'
import { CannotStart } from './environment'
import { isInForeground } from './foreground'
import type { BrowserHost } from './start-browser-host'

/**
 * Starts the host and stays with it until this process is told to end.
 * @param note said before the link; what cannot start says only why
 * @returns the exit code to end with
 */
export async function runInTerminal(start: () => Promise<BrowserHost>, note?: string): Promise<number> {
  let host: BrowserHost
  try {
    host = await start()
  } catch (error) {
    if (error instanceof CannotStart) process.stderr.write(`[kith] ${error.message}\n`)
    else log.error('start failed', error)
    return 1
  }
  const printLink = (): boolean => process.stdout.write(`[kith] Open ${host.newLink()}\n`)
  if (note) process.stdout.write(`[kith] ${note}\n`)
  printLink()
  // A terminal hands over whole lines: anything that arrives ended with Enter.
  if (isInForeground()) process.stdin.on('data', printLink)
  return stopWhenTold(host)
}

// `disconnect`: the script that started this process is gone, without a signal.
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const

async function stopWhenTold(host: BrowserHost): Promise<number> {
  const told = Promise.withResolvers<void>()
  // Stays until the end: Ctrl+C can reach this process twice, and the second must not cut the first short.
  const tell = (): void => told.resolve()
  for (const ending of endings) process.on(ending as NodeJS.Signals, tell)
  await told.promise
  try {
    await host.stop()
    return 0
  } catch (error) {
    log.error('stopping failed', error)
    return 1
  } finally {
    for (const ending of endings) process.off(ending as NodeJS.Signals, tell)
  }
}
