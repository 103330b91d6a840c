// What is in the database after a turn, in words, read past the connector.
import type { Engine } from '../../../supabase/tests/support/engines'

export interface Rows {
  /** Titles; '(no title)'; what was deleted says so. */
  threads: string[]
  /** In order: role, status where it is not complete, each part, and '+vector'. */
  messages: string[]
  notes: string[]
  /** Workflow and status. */
  runs: string[]
}

interface Part {
  type: string
  text?: string
  toolInvocation?: { toolName: string; state: string }
}

export async function rowsOf(engine: Engine, resourceId: string): Promise<Rows> {
  const threads = await engine.sql<{ title: string | null; deleted: boolean }>(
    `select title, deleted_at is not null as deleted from public.ai_threads where resource_key = $1 order by created_at`,
    [resourceId],
  )
  const messages = await engine.sql<{ role: string; status: string; content: { parts: Part[] }; vector: boolean }>(
    `select message.role, message.status, message.content, message.message_embedding is not null as vector
     from public.ai_messages as message join public.ai_threads as thread using (thread_id)
     where message.resource_key = $1 and message.selected order by thread.created_at, message.seq`,
    [resourceId],
  )
  const notes = await engine.sql<{ content: string }>(
    `select content from public.ai_memory where resource_key = $1 and memory_type = 'working'`,
    [resourceId],
  )
  const runs = await engine.sql<{ workflow_name: string; status: string }>(
    `select workflow_name, status from public.ai_run_snapshots where resource_key = $1 order by workflow_name`,
    [resourceId],
  )
  return {
    threads: threads.map(({ title, deleted }) => `${title ?? '(no title)'}${deleted ? ', deleted' : ''}`),
    messages: messages.map(({ role, status, content, vector }) =>
      [role, ...(status === 'complete' ? [] : [status]), ...content.parts.map(shown), ...(vector ? ['+vector'] : [])]
        .join(' ')
        .replaceAll('  ', ' '),
    ),
    notes: notes.map(({ content }) => content),
    runs: runs.map(({ workflow_name, status }) => `${workflow_name} ${status}`),
  }
}

function shown({ type, text, toolInvocation }: Part): string {
  if (type === 'text') return `"${text}"`
  return toolInvocation ? `${toolInvocation.toolName}:${toolInvocation.state}` : type
}
