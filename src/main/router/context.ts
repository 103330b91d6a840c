// What the routes work with. The composition root provides it.
import type { Backup, LeftBehind } from '../../shared/contract/database'
import type { AccountsState } from '../../shared/contract/accounts'
import type { Licence, Versions } from '../../shared/contract/about'
import type { Change, SessionState } from '../../shared/contract/session'
import type { Accounts } from '../accounts'
import type { Assistant, Embeddings, Tools } from '../assistant'
import type { Call } from '../database/call'
import type { Prices } from '../assistant/prices/open-prices'
import type { Settings } from '../settings'

/** What is there once Kith is ready. */
export interface Services {
  call: Call
  assistant: Assistant
  tools: Tools
  embeddings: Embeddings
}

export interface RouterContext {
  settings: Settings
  prices: Pick<Prices, 'learn'>
  lifecycle: {
    watch(signal: AbortSignal | undefined): AsyncIterable<SessionState>
    retry(): void
    signIn(account: string, password?: string): Promise<void>
    /** Waits until Kith is ready. Throws the failure when it cannot be. */
    services(): Promise<Services>
    backupFolder: string
    backups(): Promise<Backup[]>
    /** Throws BACKUP_FAILED or DISK_FULL. */
    backUp(): Promise<Backup>
    /** Rejects with BACKUP_UNUSABLE or DATABASE_NEWER; what was open is open again then. */
    restore(file: string): Promise<void>
    restoreLeftBehind(name: string): Promise<void>
    openOldVersion(): Promise<void>
    startClean(): Promise<void>
    saveReport(): Promise<string | null>
  }
  accounts: Accounts & {
    watch(signal: AbortSignal | undefined): AsyncIterable<AccountsState>
  }
  leftBehind: {
    list(): Promise<{ folder: string; canShow: boolean; items: LeftBehind[] }>
    remove(name: string): Promise<void>
    show(name: string): Promise<void>
    showFolder(): void
    /** In bytes. */
    size(): Promise<{ database: number; backups: number; others: number }>
  }
  versions: Versions
  licences(): Promise<Licence[]>
  changes: {
    tell(change: Change): void
    watch(signal: AbortSignal | undefined): AsyncIterable<Change>
  }
  /** Told of errors nobody expected, before they cross the wire without their text. */
  onUnexpectedError(error: unknown): void
}
