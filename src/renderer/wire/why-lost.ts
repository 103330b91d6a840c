import { keyHeader } from '../../shared/page-key'
import { readPageKey } from './page-key'

export type WhyLost = 'interrupted' | 'host-gone' | 'signed-out'

/**
 * A WebSocket that cannot open does not say why, so the page asks for itself: the host answers and knows this window,
 * answers and does not know it (its cookie and its key are of an earlier start), or does not answer at all.
 */
export async function askWhyLost(): Promise<WhyLost> {
  // In Electron the page is served by the process it lost, so there is nobody to ask.
  if ('kith' in window) return 'interrupted'
  try {
    const headers = { [keyHeader]: readPageKey() ?? '' }
    const answer = await fetch(`${location.origin}/rpc`, { headers, cache: 'no-store', credentials: 'same-origin' })
    return answer.status === 401 || answer.status === 403 ? 'signed-out' : 'interrupted'
  } catch {
    return 'host-gone'
  }
}
