// Somebody who was recognised, and what they may do.
import type { Assistant } from '../assistant'
import type { Call } from '../database'
import type { ContractClient } from './kith'

export interface Caller {
  /** For limits: all that comes from one key, or one account. */
  id: string
  key: { id: string; name: string } | null
  userId: string
  profileId: string
  mayWrite: boolean
  /** When a key ends, in milliseconds since 1970; what is being streamed then ends with it. Null: it does not. */
  endsAt: number | null
  /** With their rights and no more: row level security sees to it. */
  call: Call
  contract: ContractClient
  assistant(): Promise<Assistant>
  /** The same account as at the window: it hears what changes. */
  isOwner: boolean
}
