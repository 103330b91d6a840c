// What the local API is given by the composition root: Kith as it is open now, and ways to act for somebody.
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../shared/contract'
import type { Change } from '../../shared/contract/session'
import type { Assistant, Embeddings } from '../assistant'
import type { Call, DatabaseClient, TokenDatabase } from '../database'

/** Where the database and its sign-in answer. */
export interface Service {
  url: string
  publishableKey: string
  fetch: typeof globalThis.fetch
}

/** Open, with its owner signed in. */
export interface OpenKith {
  assistant: Assistant
  embeddings: Embeddings
  database: {
    service: Service
    client: Pick<DatabaseClient, 'call' | 'narrowed' | 'accessToken'>
    userId: string
    profileId: string
  }
}

/** What somebody may do, and with what. */
export interface Rights {
  call: Call
  /** Null: what is meant is not looked for, words alone. */
  embeddings: Embeddings | null
}

type Whole = ContractRouterClient<Contract>

/** The part of the contract that only reads, with somebody's rights. */
export interface ContractClient {
  threads: Pick<Whole['threads'], 'get' | 'list'>
  chat: Pick<Whole['chat'], 'messages'>
  memories: Pick<Whole['memories'], 'get' | 'list'>
  personas: Pick<Whole['personas'], 'list'>
  search: Whole['search']
}

export interface ApiParts {
  version: string
  /** Throws a KithError when nothing is open, or nobody signed in. */
  kith(): Promise<OpenKith>
  contractFor(rights: Rights): ContractClient
  /** An assistant for another account than the one at the window; at most a few at a time. Throws TOO_MANY_GUESTS. */
  guest(userId: string, database: TokenDatabase): Promise<Assistant>
  tell(change: Change): void
  log(event: string, reason: unknown): void
}
