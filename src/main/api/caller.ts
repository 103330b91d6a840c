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
  /** With their rights and no more: row level security sees to it. */
  call: Call
  contract: ContractClient
  assistant(): Promise<Assistant>
  /** The same account as at the window: it hears what changes. */
  isOwner: boolean
}
