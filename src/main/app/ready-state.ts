// What every window is told once a database is open.
import { listBackups } from '../embedded/backups/backup'
import type { Prices } from '../assistant/prices/open-prices'
import type { KnownProfile, Profiles } from '../profiles/profiles'
import type { Settings } from '../settings'
import type { Profile } from '../../shared/contract/profiles'
import type { SessionState } from '../../shared/contract/session'

import type { BackupTrouble } from './backup-trouble'
import type { Host } from './host'
import { noticesOf } from './notices-of'
import { databaseFolder } from './open-embedded'
import type { EmbeddedDatabase } from './open-embedded'
import type { RemoteDatabase } from './open-remote'

type Ready = Extract<SessionState, { phase: 'ready' }>

interface Found {
  host: Host
  settings: Settings
  prices: Pick<Prices, 'look' | 'trouble'>
  profiles: Profiles
  trouble: BackupTrouble
  /** Answers the last start found half written. */
  lastInterrupted: number
  /** Messages that wait for the project. */
  waiting: number
  /** Since when it is known that the last Kith did not end in order. */
  uncleanSince: string | null
}

export async function readyState(opened: EmbeddedDatabase | RemoteDatabase, found: Found): Promise<Ready> {
  const { host, settings, prices, profiles, trouble, lastInterrupted, waiting, uncleanSince } = found
  const backups = opened.kind === 'embedded' ? await listBackups(databaseFolder(host)).catch(() => []) : []
  await prices.look()
  const networkDrive = opened.kind === 'embedded' ? opened.networkDrive : null
  return {
    phase: 'ready',
    host: host.kind,
    profile: asProfile(profiles.present()),
    account: opened.account,
    database: databaseOf(opened, host, waiting),
    notices: [
      ...profiles.notices,
      ...noticesOf({ host, settings, prices, networkDrive, lastInterrupted, uncleanSince }),
      ...(opened.kind === 'embedded' ? trouble.notices(backups) : []),
    ],
    ...(host.trace?.isOn && { isTraced: true as const }),
  }
}

function databaseOf(opened: EmbeddedDatabase | RemoteDatabase, host: Host, waiting: number): Ready['database'] {
  const { isReadOnly } = opened
  if (opened.kind === 'embedded') return { kind: 'embedded', folder: host.dataFolder, isReadOnly }
  const offline = opened.circuit.offline()
  return {
    kind: 'remote',
    url: opened.service.url,
    isReadOnly,
    isOnline: offline === null,
    offlineSince: offline?.since.toISOString() ?? null,
    waiting,
  }
}

/** Without what only main works with. */
export function asProfile({ id, kind, name, colour, url }: KnownProfile): Profile {
  return { id, kind, name, colour, url }
}
