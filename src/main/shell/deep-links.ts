// Addresses that begin with kith: and lead into the app, and files it is asked to open. The system hands them over in three
// ways: macOS by an event, which may come before Electron is ready; Windows and Linux as an argument of the start, or of a
// second one, which ends at once.
import { resolve } from 'node:path'
import { app } from 'electron'
import { fileIn } from './file-in'
import { linkIn } from './link-in'

const scheme = 'kith'

/** What the system wants opened. */
type Opened = { kind: 'address'; address: string } | { kind: 'file'; path: string }

export interface DeepLinks {
  /** Hands over what the app was started with, if there was anything, and from now on all the rest. */
  deliverTo(open: (opened: Opened) => void): void
  /** A second start, which the system's lock has turned away. @param folder in which it was started */
  ofSecondStart(argv: readonly string[], folder: string): void
}

/** Must run before Electron is ready: macOS says early with what it was started. */
export function takeDeepLinks(): DeepLinks {
  register()
  let open: ((opened: Opened) => void) | null = null
  // macOS hands over several files one by one.
  const waiting = [openedIn(process.argv, process.cwd())].filter((opened) => opened !== null)

  function take(opened: Opened | null): void {
    if (opened === null) return
    if (open) open(opened)
    else waiting.push(opened)
  }
  app.on('open-url', (event, address) => {
    event.preventDefault()
    take({ kind: 'address', address })
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    take({ kind: 'file', path })
  })
  return {
    deliverTo(listener) {
      open = listener
      for (const opened of waiting.splice(0)) listener(opened)
    },
    ofSecondStart: (argv, folder) => take(openedIn(argv, folder)),
  }
}

function openedIn(argv: readonly string[], folder: string): Opened | null {
  const address = linkIn(argv)
  if (address !== null) return { kind: 'address', address }
  const path = fileIn(argv, folder)
  return path === null ? null : { kind: 'file', path }
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
