// What the routes work with. The composition root provides it.
import type { Backup, LeftBehind } from '../../shared/contract/database'
import type { AccountsState } from '../../shared/contract/accounts'
import type { Licence, Versions } from '../../shared/contract/about'
import type { WaitingMessage } from '../../shared/contract/chat'
import type { SchemaUpdate } from '../../shared/contract/profiles'
import type { Change, SessionState } from '../../shared/contract/session'
import type { Accounts } from '../accounts'
import type { Assistant, Embeddings, Tools } from '../assistant'
import type { DatabaseClient } from '../database'
import type { Call } from '../database/call'
import type { Prices } from '../assistant/prices/open-prices'
import type { Profiles } from '../profiles/profiles'
import type { Settings } from '../settings'

/** What is there once Kith is ready. */
export interface Services {
  call: Call
  assistant: Assistant
  tools: Tools
  embeddings: Embeddings
  database: {
    /** Where Supabase's services are reached, and by which `fetch`. */
    service: { url: string; publishableKey: string; fetch: typeof globalThis.fetch }
    client: DatabaseClient
    userId: string
    profileId: string
  }
  /** Messages kept on this computer until the project can be reached. Null for the database on this computer. */
  kept: Kept | null
}

export interface Kept {
  list(): WaitingMessage[]
  keep(message: {
    threadId: string
    personaId: string | null
    messageId: string
    text: string
    attachments: WaitingMessage['attachments']
    remembers: boolean
  }): Promise<void>
  /** Tries to reach the project, and sends all of them. */
  sendNow(): Promise<void>
  /** Whether it was there. */
  takeBack(messageId: string): Promise<boolean>
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
    /** Also while nobody is signed in. Throws DATABASE_FAILED when no database is open. */
    client(): DatabaseClient
    openProfile(id: string): Promise<void>
    removeProfile(id: string): Promise<void>
    profileChanged(id: string, isElsewhere: boolean): Promise<void>
    /** Somebody signed in with `client()`. */
    signedIn(): Promise<void>
    signOut(scope: 'local' | 'global'): Promise<void>
    reconnect(): Promise<void>
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
  profiles: Profiles
  /** How the database of a project is brought up to this Kith. */
  schemaUpdate(of: { url: string; missing: readonly string[] | null }): SchemaUpdate
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
