// The stores that keep one contract, and the small world that hides how their ids differ:
//
//   const world = useWorld(name)                    a database of its own for the file
//   const resourceId = await world.newResource()    of nobody else: on ours a persona of whoever is signed in
//   const thread = await world.newThread()          saved, of a new resource
//
// Mastra's own InMemoryStore is the reference. Where it does something else than is asked of ours, the test says so with
// `world.differs` and the reason. What makes no sense on it is left out, and the reason stands in the name of the test.
import type { StorageThreadType } from '@mastra/core/memory'
import { MastraError } from '@mastra/core/error'
import { InMemoryStore } from '@mastra/core/storage'
import type { MastraCompositeStore, MemoryStorage, WorkflowsStorage } from '@mastra/core/storage'
import { afterAll, beforeAll } from 'vitest'
import { SupabaseStore } from '../../src/main/store'
import { makeResourceKey } from '../../src/shared/domain/resource-key'
import { engines, openEngine } from '../../supabase/tests/support/engines'
import type { EngineName, Person } from '../../supabase/tests/support/engines'
import { threadOf } from './making'

export type StoreName = 'InMemoryStore' | `Kith on ${EngineName}`

export const stores: StoreName[] = ['InMemoryStore', ...engines.map((name) => `Kith on ${name}` as const)]

export function isOurs(name: StoreName): boolean {
  return name !== 'InMemoryStore'
}

export interface Domains {
  memory: MemoryStorage
  workflows: WorkflowsStorage
}

export interface World extends Domains {
  newResource(): Promise<string>
  newThread(given?: Partial<StorageThreadType>): Promise<StorageThreadType>
  /** A new store over the same data: another computer, or this one after a restart. */
  newStore(): MastraCompositeStore
  anotherComputer(): Promise<Domains>
  /** As the server of ours, past the store. */
  run(sql: string): Promise<unknown>
  /** What `reference` does, and what is asked of ours instead, `because` of something. */
  differs<T>(values: { reference: T; ours: T; because: string }): T
  /** 'refused', or what happened instead. Ours refuses bad input with a MastraError of the category USER. */
  outcomeOf(call: Promise<unknown>): Promise<string>
}

interface Opened {
  open(): MastraCompositeStore
  run(sql: string): Promise<unknown>
  newResource(): Promise<string>
  close(): Promise<void>
}

/** Opened before the tests of the file and closed after them. */
export function useWorld(name: StoreName): World {
  const world = {} as World
  let opened: Opened
  beforeAll(async () => {
    opened = await openStore(name)
    Object.assign(world, worldOf(name, opened, await domainsOf(opened.open())))
  })
  afterAll(() => opened.close())
  return world
}

function worldOf(name: StoreName, { open, run, newResource }: Opened, domains: Domains): World {
  return {
    ...domains,
    run,
    newResource,
    async newThread(given = {}) {
      const resourceId = given.resourceId ?? (await newResource())
      return domains.memory.saveThread({ thread: threadOf(resourceId, given) })
    },
    newStore: open,
    anotherComputer: () => domainsOf(open()),
    differs: ({ reference, ours }) => (isOurs(name) ? ours : reference),
    async outcomeOf(call) {
      try {
        return `not refused: ${JSON.stringify(await call)}`
      } catch (error) {
        if (!isOurs(name)) return 'refused'
        if (!(error instanceof MastraError)) return `not as a MastraError: ${String(error)}`
        if (error.domain !== 'STORAGE' || error.category !== 'USER') {
          return `as ${error.domain} ${error.category} ${error.id}: ${error.message}`
        }
        return 'refused'
      }
    },
  }
}

async function openStore(name: StoreName): Promise<Opened> {
  if (name === 'InMemoryStore') {
    const store = new InMemoryStore()
    let resources = 0
    return {
      open: () => store,
      run: async () => {},
      newResource: async () => `resource-${++resources}`,
      close: async () => {},
    }
  }
  const engine = await openEngine(name === 'Kith on pglite' ? 'pglite' : 'postgres')
  const ana = await engine.signIn('Ana')
  return {
    open: () => storeOf(ana),
    run: engine.run,
    newResource: () => newResourceOf(ana),
    close: () => engine.close(),
  }
}

export function storeOf({ call, userId }: Pick<Person, 'call' | 'userId'>): SupabaseStore {
  return new SupabaseStore({ call, userId })
}

/** A new persona of hers, as Mastra's resource. */
export async function newResourceOf({ call, userId }: Person, name = 'Somebody'): Promise<string> {
  const id = crypto.randomUUID()
  await call('ai_save_persona', { id, name })
  return makeResourceKey(userId, id)
}

export async function domainsOf(store: MastraCompositeStore): Promise<Domains> {
  const [memory, workflows] = await Promise.all([store.getStore('memory'), store.getStore('workflows')])
  if (!memory || !workflows) throw new Error('The store has no memory or no workflows.')
  return { memory, workflows }
}
