import type { Call } from '../database/call'
import type { Database } from '../database/database.types'
import { allRows } from './all-rows'

type Row = Database['public']['Functions']['ai_memory_statistics']['Returns'][number]

/** How many memories there are, by persona, kind and state. */
export function countMemories(call: Call, whose: { persona_id?: string; all_personas: boolean }): Promise<Row[]> {
  return allRows((last) =>
    call('ai_memory_statistics', {
      ...whose,
      max_rows: 500,
      after_persona: last?.persona_id ?? undefined,
      after_memory_type: last?.memory_type ?? undefined,
      after_status: last?.status ?? undefined,
      after_deleted: last?.deleted ?? undefined,
    }),
  )
}
