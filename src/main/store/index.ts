// The drop-in connector: Mastra's storage on Kith's SQL functions. Knows nothing of the application.
export { SupabaseMemoryStorage } from './supabase-memory-storage'
export type { StoreOptions } from './supabase-memory-storage'
export { SupabaseStore } from './supabase-store'
