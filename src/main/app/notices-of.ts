// What the person should know once about how this Kith was found.
import { existsSync } from 'node:fs'
import type { Prices } from '../assistant/prices/open-prices'
import type { Settings } from '../settings'
import type { Notice } from '../../shared/contract/session'
import type { Host } from './host'

interface Found {
  host: Pick<Host, 'vault' | 'dataFolder' | 'isUnsandboxed'>
  settings: Pick<Settings, 'notices'>
  prices: Pick<Prices, 'trouble'>
  networkDrive: string | null
  /** Answers the last start found half written. */
  lastInterrupted: number
  /** Since when it is known that the last Kith did not end in order. */
  uncleanSince: string | null
}

export function noticesOf({ host, settings, prices, networkDrive, lastInterrupted, uncleanSince }: Found): Notice[] {
  const unread = prices.trouble()
  return [
    ...settings.notices,
    ...(unread ? [{ kind: 'prices-unreadable' as const, ...unread }] : []),
    ...openSecrets(host.vault),
    ...(networkDrive ? [{ kind: 'network-drive' as const, drive: networkDrive, folder: host.dataFolder }] : []),
    ...(host.isUnsandboxed ? [{ kind: 'no-sandbox' as const }] : []),
    ...(lastInterrupted > 0 ? [{ kind: 'runs-interrupted' as const, count: lastInterrupted }] : []),
    ...(uncleanSince ? [{ kind: 'ended-badly' as const, foundAt: uncleanSince }] : []),
  ]
}

/** Said once something lies there. Where a key is entered it is said beforehand. */
function openSecrets({ kind, location }: Host['vault']): Notice[] {
  return kind === 'file' && existsSync(location) ? [{ kind: 'vault-is-a-file', path: location }] : []
}
