// As many memories and proposals as one wants, without a persona, in the database of a Kith that is not running.
import { join } from 'node:path'
import { startPglite } from '../../src/main/embedded/start-pglite'

interface Amount {
  memories: number
  proposals?: number
}

/** "Memory 0001", the newest, and so on, five hours between two of them. @param dataFolder where Kith has been started once */
export async function makeManyMemories(dataFolder: string, { memories, proposals = 0 }: Amount): Promise<void> {
  const db = await startPglite(join(dataFolder, 'database/pgdata'))
  try {
    await db.query(
      `insert into public.ai_memory (memory_id, user_id, memory_type, content, importance, created_at, updated_at)
       select ('00000000-0000-4000-8001-' || lpad(place::text, 12, '0'))::uuid, users.id,
         (array['fact', 'fact', 'preference', 'event', 'instruction'])[place % 5 + 1],
         'Memory ' || lpad(place::text, 4, '0') || ' of what was said on a walk by the river',
         (array['low', 'normal', 'normal', 'high'])[place % 4 + 1],
         now() - place * interval '5 hours', now() - place * interval '5 hours'
       from (select id from auth.users limit 1) as users, generate_series(1, $1::integer) as place`,
      [memories],
    )
    await db.query(
      `insert into public.ai_memory (memory_id, user_id, memory_type, content, status, created_at)
       select ('00000000-0000-4000-8002-' || lpad(place::text, 12, '0'))::uuid, users.id, 'fact',
         'Proposal ' || lpad(place::text, 4, '0') || ' of what may be kept', 'proposed', now() - interval '1 day' + place * interval '1 minute'
       from (select id from auth.users limit 1) as users, generate_series(1, $1::integer) as place`,
      [proposals],
    )
  } finally {
    await db.close()
  }
}
