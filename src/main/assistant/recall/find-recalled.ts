import type { Call } from '../../database/call'
import type { Database } from '../../database/database.types'
import type { QuestionVector } from '../embeddings/question-vectors'
import type { Recalled } from './recalled'
import { withoutSmallTalk } from './small-talk'

type Hit = Database['public']['CompositeTypes']['ai_recall_hit']

const MOST_MESSAGES = 10
const MOST_MEMORIES = 8
/** What stands before and after a message says what it was about. */
const NEIGHBOURS = 2
/** What is searched for. In UTF-16 code units: the beginning of a pasted book says what it is about. */
const LONGEST_QUERY = 4_000

export interface RecallQuery {
  personaId: string | null
  query: string
  /** The query as a vector; by words alone without it. */
  vector: QuestionVector | null
  /** What the prompt has already: this thread, from this message on. */
  present: { threadId: string; fromSeq: number }
  /** So many more, in the place of those that are left out. */
  more?: number
  signal: AbortSignal
}

/** What of a question is looked for. */
export function queryOf(question: string): string {
  return withoutSmallTalk(question.slice(0, LONGEST_QUERY).toWellFormed()).trim()
}

/** One round trip. In the order of the database: messages best first, their neighbours, memories best first. */
export async function findRecalled(
  call: Call,
  { personaId, query, vector, present, more = 0, signal }: RecallQuery,
): Promise<Recalled[]> {
  const text = queryOf(query)
  if (text === '') return []
  const hits = await call(
    'ai_recall',
    {
      query: text,
      ...(vector && { embedding: vector.embedding, embedding_model: vector.model }),
      persona_id: personaId ?? undefined,
      max_messages: MOST_MESSAGES + more,
      max_memories: MOST_MEMORIES + more,
      exclude_thread_id: present.threadId,
      exclude_from_seq: present.fromSeq,
      neighbours: NEIGHBOURS,
    },
    { signal },
  )
  return hits.flatMap(toRecalled)
}

function toRecalled(hit: Hit): Recalled[] {
  const { kind, item_id: id, said, created_at: saidAt, role } = hit
  if (id === null || saidAt === null || said === null || said.trim() === '') return []
  return [
    {
      kind: kind === 'memory' ? 'memory' : 'message',
      id,
      version: hit.item_version,
      threadId: hit.thread_id,
      seq: hit.seq,
      role: role === 'user' || role === 'assistant' ? role : null,
      text: said,
      saidAt,
      rank: hit.rank,
      score: hit.score,
      parts: hit.parts,
      closeness: hit.closeness ?? 0,
    },
  ]
}
