// What the rest of the application can ask of the lifecycle.
import type { PresentDatabase } from '../accounts'
import type { DatabaseClient, Opening } from '../database'
import type { Call } from '../database/call'
import type { KithError } from '../../shared/errors'
import type { LifecycleCalls } from '../router/context'

/** What pages ask, and besides what everything else does. */
export interface Lifecycle extends LifecycleCalls {
  start(): void
  /** Why no database is open, or null. */
  failure(): KithError | null
  /** Asks the database that is open; null where none is. */
  call(): Call | null
  /** There is something else the person should know. */
  noticesChanged(): Promise<void>
  /** What is said to the database that is open, also while nobody is signed in. Throws DATABASE_FAILED when none is. */
  client(): DatabaseClient
  /** The same with where it lies, for accounts. Throws DATABASE_FAILED when none is open. */
  presentDatabase(): PresentDatabase
  /** Somebody signed in with `client()`: goes on from there. How that went is in the state. */
  signedIn(): Promise<void>
  /** Ends the runs and the session, here or everywhere. Throws what the database throws; then the session stays. */
  signOut(scope: 'local' | 'global'): Promise<void>
  /** The account that is open is called otherwise now, or has another address. */
  accountChanged(): Promise<void>
  /**
   * Ends the runs and opens this account of this computer, now and at every start; null: whichever there is, or a new one.
   * How that went is in the state.
   */
  openLocalAccount(opening: Opening | null): Promise<void>
  /** Resolves when no answer is being written. */
  whenIdle(): Promise<void>
  close(): Promise<void>
}
