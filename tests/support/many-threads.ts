// As many threads as one wants, of one message each, in the database of a Kith that is not running.
import { join } from 'node:path'
import { startPglite } from '../../src/main/embedded/start-pglite'

/** "Thread 0001", the newest, and so on, without a persona. @param dataFolder where Kith has been started once */
export async function makeManyThreads(dataFolder: string, count: number): Promise<void> {
  const db = await startPglite(join(dataFolder, 'database/pgdata'))
  try {
    await db.query(
      `insert into public.ai_threads (thread_id, user_id, title)
       select ('00000000-0000-4000-8000-' || lpad(place::text, 12, '0'))::uuid, users.id, 'Thread ' || lpad(place::text, 5, '0')
       from (select id from auth.users limit 1) as users, generate_series(1, $1::integer) as place`,
      [count],
    )
    await db.query(
      `insert into public.ai_messages (thread_id, user_id, role, content)
       select threads.thread_id, threads.user_id, 'user', jsonb_build_object('format', 2, 'parts',
         jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'What was asked under ' || threads.title)))
       from public.ai_threads as threads
       where threads.thread_id::text like '00000000-0000-4000-8000-%'`,
    )
    // The newest first, and eleven minutes between two of them.
    await db.query(
      `update public.ai_threads set last_message_at = now() - right(thread_id::text, 12)::integer * interval '11 minutes'
       where thread_id::text like '00000000-0000-4000-8000-%'`,
    )
  } finally {
    await db.close()
  }
}
