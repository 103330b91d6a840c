// The contract's limits as plain numbers. The contract itself carries its schemas along, which stay in main; the types
// make sure that these are the same numbers.
import type { WORKING_MEMORY_LIMIT } from '../../shared/contract/memories'
import type { THREAD_TITLE_LIMIT } from '../../shared/contract/threads'

interface Limits {
  threadTitle: typeof THREAD_TITLE_LIMIT
  workingMemory: typeof WORKING_MEMORY_LIMIT
}

export const limits: Limits = { threadTitle: 200, workingMemory: 20_000 }
