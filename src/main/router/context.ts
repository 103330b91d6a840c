// What the routes work with. The composition root provides it.
import type { Backup, LeftBehind } from '../../shared/contract/database'
import type { AccountsState } from '../../shared/contract/accounts'
import type { Licence, Versions } from '../../shared/contract/about'
import type { ApiAccess, ApiKey, LocalApiView } from '../../shared/contract/local-api'
import type { WaitingMessage } from '../../shared/contract/chat'
import type { SchemaUpdate } from '../../shared/contract/profiles'
import type { Change, SessionState } from '../../shared/contract/session'
import type { UpdateChoice, UpdatesView } from '../../shared/contract/updates'
import type { Accounts } from '../accounts'
import type { Assistant, Embeddings, Tools } from '../assistant'
import type { DatabaseClient } from '../database'
import type { Call } from '../database/call'
import type { Prices } from '../assistant/prices/open-prices'
import type { Profiles } from '../profiles/profiles'
import type { Settings } from '../settings'
import type { ThreadFiles } from '../thread-files'

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

export interface Updates {
  watch(signal: AbortSignal | undefined): AsyncIterable<UpdatesView>
  choose(choice: UpdateChoice): Promise<void>
  check(): void
  download(): void
  install(): void
  postpone(): void
}

/** What a page asks of the lifecycle. */
export interface LifecycleCalls {
  watch(signal: AbortSignal | undefined): AsyncIterable<SessionState>
  /** Starts again after a failure, or tries the update again that had failed; does nothing otherwise. */
  retry(): void
  /** After ACCOUNT_UNCLEAR: opens this account, and from now on at every start. Throws ACCOUNT_UNCLEAR again. */
  signIn(account: string, password?: string): Promise<void>
  /** Waits until Kith is ready. Throws the failure when it cannot be. */
  services(): Promise<Services>
  /**
   * Ends the runs of the profile that is open, then opens this one. How that went is in the state. Throws NOT_FOUND, and
   * SETTINGS_NOT_SAVED; what was open stays open then.
   */
  openProfile(id: string): Promise<void>
  /**
   * Takes away the entry with all that is here of it; what is in the project stays. One that is open is left before. Throws
   * NOT_ALLOWED for the embedded one.
   */
  removeProfile(id: string): Promise<void>
  /** The open profile looks otherwise or lies elsewhere now: opens it anew where that is needed, and says so. */
  profileChanged(id: string, isElsewhere: boolean): Promise<void>
  /** Tries at once to reach a project that could not be reached. */
  reconnect(): Promise<void>
  /** Where backups lie, beside the database. */
  backupFolder: string
  /** The backups there are, newest first; after a failed start, too. */
  backups(): Promise<Backup[]>
  /** Makes one now. Throws BACKUP_FAILED or DISK_FULL. */
  backUp(): Promise<Backup>
  /**
   * Goes back to a backup, by its `file`. What is there now is kept under another name. Rejects with BACKUP_UNUSABLE or
   * DATABASE_NEWER, and what was open is open again then.
   */
  restore(file: string): Promise<void>
  /** The same, to a database that was there before another going back, by its name. It stays, too. */
  restoreLeftBehind(name: string): Promise<void>
  /**
   * After MIGRATION_FAILED: opens the database as it is. Everything can be read and nothing be changed. Does nothing when
   * another window has found a way on meanwhile.
   */
  openOldVersion(): Promise<void>
  /** After a failed start: begins with an empty database. What is there is kept beside it. Else does nothing. */
  startClean(): Promise<void>
  /** Writes what went wrong, without anything private, into a text file of the data folder. Null: nothing did. */
  saveReport(): Promise<string | null>
}

export interface RouterContext {
  settings: Settings
  prices: Pick<Prices, 'learn' | 'of'>
  lifecycle: LifecycleCalls
  accounts: Accounts & {
    watch(signal: AbortSignal | undefined): AsyncIterable<AccountsState>
  }
  profiles: Profiles
  /** How the database of a project is brought up to this Kith. */
  schemaUpdate(of: { url: string; missing: readonly string[] | null }): Promise<SchemaUpdate>
  leftBehind: {
    list(): Promise<{ folder: string; canShow: boolean; items: LeftBehind[] }>
    remove(name: string): Promise<void>
    show(name: string): Promise<void>
    showFolder(): void
    /** In bytes. */
    size(): Promise<{ database: number; backups: number; others: number }>
  }
  updates: Updates
  localApi: {
    view(): Promise<LocalApiView>
    setOn(isOn: boolean): Promise<LocalApiView>
    setPort(port: number): Promise<LocalApiView>
    setOrigins(origins: readonly string[]): Promise<LocalApiView>
    createKey(
      wish: Pick<ApiKey, 'name' | 'personas' | 'mayWrite' | 'expiresAt'>,
    ): Promise<{ secret: string; view: LocalApiView }>
    revokeKey(keyId: string): Promise<LocalApiView>
    accesses(): Promise<ApiAccess[]>
    clearAccesses(): Promise<void>
    /** Null where the page has to write it to the clipboard itself. Throws NOT_SIGNED_IN. */
    copyToken(): Promise<{ token: string | null; expiresAt: string }>
  }
  threadFiles: ThreadFiles
  versions: Versions
  licences(): Promise<Licence[]>
  changes: {
    tell(change: Change): void
    watch(signal: AbortSignal | undefined): AsyncIterable<Change>
  }
  /** Told of errors nobody expected, before they cross the wire without their text. */
  onUnexpectedError(error: unknown): void
}
