// The drop-in connector: Mastra's storage on Kith's SQL functions. Knows nothing of the application.
export { makeResourceId, PERSONA_SENTINEL, splitResourceId } from './mapping'
export { PendingVectors } from './pending-vectors'
export type { PendingVector } from './pending-vectors'
export { SupabaseMemoryStorage } from './supabase-memory-storage'
export type { StoreOptions } from './supabase-memory-storage'
export { SupabaseStore } from './supabase-store'
export type { SupabaseStoreOptions } from './supabase-store'
export { SupabaseWorkflowsStorage } from './supabase-workflows-storage'
