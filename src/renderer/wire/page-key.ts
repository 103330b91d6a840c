// Keeps the key that a link has brought (shared/page-key.ts), for every tab of this browser and for reloads.
import { keyInFragment } from '../../shared/page-key'

const place = 'kith.key'

/** Where the browser keeps nothing, it holds until this page is left. */
let keptHere: string | null = null

/** Takes the key out of the address, where a link has left it. Null in a browser no link was opened in. */
export function readPageKey(): string | null {
  const brought = keyInFragment(location.hash)
  if (brought !== null) {
    keep(brought)
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  return kept() ?? keptHere
}

function keep(key: string): void {
  keptHere = key
  try {
    localStorage.setItem(place, key)
  } catch {
    // Storage is switched off or full. The key of an earlier link must not win over this one.
    forget()
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

function forget(): void {
  try {
    localStorage.removeItem(place)
  } catch {
    // Then there is none.
  }
}
