// A thread of any length in the database of a Kith that is not running, put there by one statement.
import { join } from 'node:path'
import { startPglite } from '../../src/main/embedded/start-pglite'

export interface LongThread {
  threadId: string
  title: string
  /** The id of the message that stands at this place, counted from 1. Odd ones are questions, even ones answers. */
  idAt(place: number): string
}

/** @param dataFolder where Kith has been started once, so that there is an account */
export async function makeLongThread(
  dataFolder: string,
  { messages, title = 'A long conversation', number = 1 }: { messages: number; title?: string; number?: number },
): Promise<LongThread> {
  const part = number.toString().padStart(4, '0')
  const threadId = `${part}0000-0000-4000-8000-000000000000`
  const idAt = (place: number) => `${part}0000-0000-4000-8000-${place.toString().padStart(12, '0')}`
  const db = await startPglite(join(dataFolder, 'database/pgdata'))
  try {
    await db.query(
      `insert into public.ai_threads (thread_id, user_id, title) select $1, users.id, $2 from auth.users limit 1`,
      [threadId, title],
    )
    await db.query(
      `insert into public.ai_messages (message_id, thread_id, user_id, role, created_at, content)
       select
         ($2 || '0000-0000-4000-8000-' || lpad(place::text, 12, '0'))::uuid, $1, users.id,
         case when place % 2 = 1 then 'user' else 'assistant' end,
         now() - ($3::integer - place) * interval '11 minutes',
         jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text',
           case when place % 2 = 1
             then 'Question ' || place || ': ' || repeat('what does the heron wait for? ', 1 + place % 3)
             else '**Answer ' || place || '.** ' || repeat('It stands in the shallows and waits for what moves. ', 1 + place % 7)
               || case when place % 10 = 0 then E'\\n\\n- patience\\n- stillness\\n- one quick step\\n\\n\`\`\`js\\nwait(' || place || E')\\n\`\`\`' else '' end
           end
         )))
       from (select id from auth.users limit 1) as users, generate_series(1, $3::integer) as place
       order by place`,
      [threadId, part, messages],
    )
  } finally {
    await db.close()
  }
  return { threadId, title, idAt }
}
