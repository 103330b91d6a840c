import { InMemoryStore, MastraCompositeStore } from '@mastra/core/storage'
import type { MemoryStorage } from '@mastra/core/storage'
import { SupabaseMemoryStorage } from './supabase-memory-storage'
import type { StoreOptions } from './supabase-memory-storage'
import { SupabaseWorkflowsStorage } from './supabase-workflows-storage'

export interface SupabaseStoreOptions extends StoreOptions {
  /** Stands between Mastra and the memory domain, where somebody has to. */
  memory?: MemoryStorage
}

/**
 * Mastra's storage: memory lies in Kith's database, and runs while they are suspended; every other domain in this
 * process. Migrations make the tables, so nothing is created on first use.
 */
export class SupabaseStore extends MastraCompositeStore {
  constructor({ memory, unsaved = new Map(), ...given }: SupabaseStoreOptions) {
    const options = { ...given, unsaved }
    super({
      id: 'kith',
      disableInit: true,
      default: new InMemoryStore(),
      domains: {
        memory: memory ?? new SupabaseMemoryStorage(options),
        workflows: new SupabaseWorkflowsStorage(options),
      },
    })
  }
}
