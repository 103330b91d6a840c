// The terminal the browser host runs in: one line with the link, Enter for a new one, and a clean end.
import { log } from '../app/log'
import { CannotStart } from './environment'
import type { BrowserHost } from './start-browser-host'

/** Starts the host and stays with it until this process is told to end. */
export async function runInTerminal(start: () => Promise<BrowserHost>): Promise<void> {
  let host: BrowserHost
  try {
    host = await start()
  } catch (error) {
    log.error('start failed', error instanceof CannotStart ? error.message : error)
    process.exit(1)
  }
  const printLink = (): boolean => process.stdout.write(`[kith] Open ${host.newLink()}\n`)
  printLink()
  // A terminal hands over whole lines: anything that arrives ended with Enter.
  if (process.stdin.isTTY) process.stdin.on('data', printLink)
  stopWhenTold(host)
}

function stopWhenTold(host: BrowserHost): void {
  let stopping = false
  // Ctrl+C reaches this process twice when a script that started it passes the signal on. The second changes nothing.
  const stop = (): void => {
    if (stopping) return
    stopping = true
    host.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stopping failed', error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // The script that started this process is gone, without a signal.
  process.once('disconnect', stop)
}
