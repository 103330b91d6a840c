// What the routes work with. The composition root provides it.
import type { Backup, LeftBehind } from '../../shared/contract/database'
import type { AccountsState } from '../../shared/contract/accounts'
import type { Installation, Licence, Versions } from '../../shared/contract/about'
import type { ApiAccess, ApiKey, LocalApiView } from '../../shared/contract/local-api'
import type { DesktopChoice, DesktopCommand, DesktopView, Place } from '../../shared/contract/desktop'
import type { WaitingMessage } from '../../shared/contract/chat'
import type { ProfileDraft, SchemaUpdate } from '../../shared/contract/profiles'
import type { PageFailure, PlacesOfLog } from '../../shared/contract/diagnostics'
import type { Change, SessionState } from '../../shared/contract/session'
import type { PagePhase } from '../../shared/domain/start-phases'
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
  /**
   * Adds the profile or changes the one with its id; the open one is opened anew where that is needed. With another address
   * nobody is signed in there any more. Throws KEY_REFUSED, INVALID, SETTINGS_NOT_SAVED, and CONFLICT while messages wait
   * for the project at the address it has.
   */
  saveProfile(draft: ProfileDraft): Promise<void>
  /** Messages that wait for the project of a profile: of the account that is signed in there, and of all. */
  waitingFor(id: string): Promise<{ waiting: number; waitingOfAll: number }>
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
}

export interface Diagnostics {
  /** A text without anything that anybody wrote. */
  report(): Promise<string>
  /** Writes it into the data folder. @returns the path of the file */
  saveReport(): Promise<string>
  places(): PlacesOfLog
  showLogs(): void
  /** Throws what the system says when it cannot. */
  deleteLogs(): void
  pageFailed(failure: PageFailure): void
}

/** What a page asks of everything beside Kith's windows. */
export interface DesktopCalls {
  watch(signal: AbortSignal | undefined): AsyncIterable<DesktopView>
  /** Throws SETTINGS_NOT_SAVED. */
  choose(some: Partial<DesktopChoice>): Promise<void>
  /** @param pageId null for a page of a browser */
  commands(pageId: number | null, signal: AbortSignal | undefined): AsyncIterable<DesktopCommand>
  openInKith(place: Place): void
  closeQuick(): void
}

export interface RouterContext {
  /** Which page of the desktop app asks; absent for a page of a browser. */
  pageId?: number | undefined
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
  desktop: DesktopCalls
  localApi: {
    view(): Promise<LocalApiView>
    setOn(isOn: boolean): Promise<LocalApiView>
    setPort(port: number): Promise<LocalApiView>
    setOrigins(origins: readonly string[]): Promise<LocalApiView>
    createKey(
      wish: Pick<ApiKey, 'name' | 'personas' | 'mayWrite' | 'expiresAt'>,
    ): Promise<{ secret: string; view: LocalApiView }>
    revokeKey(keyId: string): Promise<LocalApiView>
    /** Of a profile, or of one account of it, that is no more: nobody could see or revoke them. */
    forgetKeys(of: { profileId: string; userId?: string | undefined }): Promise<void>
    accesses(): Promise<ApiAccess[]>
    clearAccesses(): Promise<void>
    /** Null where the page has to write it to the clipboard itself. Throws NOT_SIGNED_IN. */
    copyToken(): Promise<{ token: string | null; expiresAt: string }>
  }
  diagnostics: Diagnostics
  threadFiles: ThreadFiles
  versions: Versions
  /** Null: Kith runs from its source. */
  installation: Installation | null
  licences(): Promise<Licence[]>
  changes: {
    tell(change: Change): void
    watch(signal: AbortSignal | undefined): AsyncIterable<Change>
  }
  /** Takes down how the start went. */
  trace: { mark(phase: PagePhase, at: number): void }
  /** Told of errors nobody expected, before they cross the wire without their text. */
  onUnexpectedError(error: unknown): void
}
