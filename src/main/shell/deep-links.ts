// Addresses that begin with kith: and lead into the app. The system hands them over in three ways: macOS by an event, which
// may come before Electron is ready; Windows and Linux as an argument of the start, or of a second one, which ends at once.
import { resolve } from 'node:path'
import { app } from 'electron'
import { linkIn } from './link-in'

const scheme = 'kith'

export interface DeepLinks {
  /** Hands over the address the app was started with, if there was one, and from now on every other. */
  deliverTo(open: (address: string) => void): void
  /** A second start, which the system's lock has turned away. */
  ofSecondStart(argv: readonly string[]): void
}

/** Must run before Electron is ready: macOS says early with which address it was started. */
export function takeDeepLinks(): DeepLinks {
  register()
  let open: ((address: string) => void) | null = null
  let waiting = linkIn(process.argv)

  function take(address: string): void {
    if (open) open(address)
    else waiting = address
  }
  app.on('open-url', (event, address) => {
    event.preventDefault()
    take(address)
  })
  return {
    deliverTo(listener) {
      open = listener
      if (waiting !== null) listener(waiting)
      waiting = null
    },
    ofSecondStart(argv) {
      const address = linkIn(argv)
      if (address !== null) take(address)
    },
  }
}

/** Makes this Kith the one that opens them. While it is worked on, Electron must be told with what it was started. */
function register(): void {
  const [, entry] = process.argv
  if (process.defaultApp && entry !== undefined) {
    app.setAsDefaultProtocolClient(scheme, process.execPath, [resolve(entry)])
  } else {
    app.setAsDefaultProtocolClient(scheme)
  }
}
