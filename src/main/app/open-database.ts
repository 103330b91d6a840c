// What every open database is, wherever it lies.
import type { Account, DatabaseClient } from '../database'
import type { Call } from '../database/call'
import type { Circuit } from '../profiles/circuit'
import { KithError } from '../../shared/errors'
import type { SignedOutState } from '../../shared/contract/session'

/** Where Supabase's services are reached, and by which `fetch`. */
export interface Service {
  url: string
  publishableKey: string
  fetch: typeof globalThis.fetch
}

export interface OpenDatabase {
  account: Account
  /** Everything can be read and nothing be changed. */
  isReadOnly: boolean
  call: Call
  forRun: DatabaseClient['forRun']
  service: Service
  client: DatabaseClient
  /** Stores everything and lets go. Can be called after it has ended by itself. */
  close(): Promise<void>
}

/** Nobody is signed in to a project. The client is there to sign in with. */
export class SignedOut extends KithError<'NOT_SIGNED_IN'> {
  constructor(
    readonly place: Pick<OpenDatabase, 'client' | 'service' | 'close'> & { circuit: Circuit },
    readonly state: Pick<SignedOutState, 'ways' | 'ended' | 'offlineSince'>,
  ) {
    super('NOT_SIGNED_IN', {})
  }
}
