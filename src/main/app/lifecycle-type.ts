// What the rest of the application can ask of the lifecycle.
import type { DatabaseClient, Opening } from '../database'
import type { PresentDatabase } from '../accounts'
import type { Services } from '../router/context'
import type { Backup } from '../../shared/contract/database'
import type { SessionState } from '../../shared/contract/session'

export type SignOutScope = 'local' | 'global'

export interface Lifecycle {
  start(): void
  /** Starts again after a failure, or tries the update again that had failed; does nothing otherwise. */
  retry(): void
  watch(signal: AbortSignal | undefined): AsyncIterable<SessionState>
  /** Waits until Kith is ready. Throws the failure when it cannot be. */
  services(): Promise<Services>
  /** There is something else the person should know. */
  noticesChanged(): Promise<void>
  /** What is said to the database that is open, also while nobody is signed in. Throws DATABASE_FAILED when none is. */
  client(): DatabaseClient
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
  /** Somebody signed in with `client()`: goes on from there. How that went is in the state. */
  signedIn(): Promise<void>
  /** Ends the runs and the session, here or everywhere. Throws what the database throws; then the session stays. */
  signOut(scope: SignOutScope): Promise<void>
  /** The same with where it lies, for accounts. Throws DATABASE_FAILED when none is open. */
  presentDatabase(): PresentDatabase
  /** The account that is open is called otherwise now, or has another address. */
  accountChanged(): Promise<void>
  /**
   * Ends the runs and opens this account of this computer, now and at every start; null: whichever there is, or a new one.
   * How that went is in the state.
   */
  openLocalAccount(opening: Opening | null): Promise<void>
  /** Tries at once to reach a project that could not be reached. */
  reconnect(): Promise<void>
  /** Resolves when no answer is being written. */
  whenIdle(): Promise<void>
  close(): Promise<void>

  /** After ACCOUNT_UNCLEAR: opens this account, and from now on at every start. Throws ACCOUNT_UNCLEAR again. */
  signIn(account: string, password?: string): Promise<void>
  /**
   * After MIGRATION_FAILED: opens the database as it is. Everything can be read and nothing be changed. Does nothing when
   * another window has found a way on meanwhile.
   */
  openOldVersion(): Promise<void>
  /** After a failed start: begins with an empty database. What is there is kept beside it. Else does nothing. */
  startClean(): Promise<void>
  /** Where they lie, beside the database. */
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
  /** Writes what went wrong, without anything private, into a text file of the data folder. Null: nothing did. */
  saveReport(): Promise<string | null>
}
