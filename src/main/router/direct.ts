// Routes of the contract for somebody who is no page, called here with the rights they have. Only such as read through
// `call` and nothing else: whatever a route is given besides could be another account's.
import { createRouterClient } from '@orpc/server'
import type { Embeddings } from '../assistant'
import type { Call } from '../database/call'
import type { RouterContext, Services } from './context'
import { chat } from './chat'
import { memories } from './memories'
import { personas } from './personas'
import { search } from './search'
import { threads } from './threads'

const direct = {
  threads: { get: threads.get, list: threads.list },
  chat: { messages: chat.messages },
  memories: { get: memories.get, list: memories.list },
  personas: { list: personas.list },
  search: { find: search.find },
}

interface DirectRights {
  call: Call
  /** Null: what is meant is not looked for. */
  embeddings: Embeddings | null
}

export function callDirectly({ call, embeddings }: DirectRights, onUnexpectedError: (error: unknown) => void) {
  const services = { call, embeddings: embeddings ?? { question: async () => null } } as Services
  const context = { lifecycle: { services: async () => services }, onUnexpectedError } as RouterContext
  return createRouterClient(direct, { context })
}
