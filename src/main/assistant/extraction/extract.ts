// One look at what a person has just said in a thread: read, ask, sift, propose.
import { estimateTokenCount } from 'tokenx'
import type { Message } from '../../../shared/contract/chat'
import type { MemoryKind } from '../../../shared/contract/memories'
import type { Change } from '../../../shared/contract/session'
import { textOfContent } from '../../../shared/domain/message'
import type { Call } from '../../database/call'
import type { Json } from '../../database/database.types'
import type { ChosenModel } from '../choose-model'
import type { RunsParts } from '../runs'
import { remembers } from '../thread-memory'
import { toMessage } from '../to-message'
import { askModel } from './ask-model'
import type { Asked } from './ask-model'
import { readCandidates } from './candidate'
import { extractionPrompt } from './extraction-prompt'
import { ownWords } from './own-words'
import { siftCandidates } from './sift-candidates'
import type { KnownSaying, Sifted } from './sift-candidates'

/** How much of the path is read: more than is said in a quiet time. */
const PATH_END = 40
/** Tokens, estimated: of what the person said, newest first. */
const BUDGET = 2_000
/** In UTF-16 code units: what they answer to stands at the end of what was said before. */
const MOST_OF_BEFORE = 500
const MOST_MEMORIES = 12
const MOST_PROPOSALS = 20

export interface ExtractParts {
  call: Call
  forRun: RunsParts['forRun']
  onChange: (change: Change) => void
  /** Of these kinds the owner wants to decide no more. */
  acceptedKinds: () => readonly MemoryKind[]
}

export interface Wanted {
  threadId: string
  /** The first answer it is about. */
  fromSeq: number
  choice: ChosenModel
  /** Ids of messages that were looked at before. They are added to when this is done. */
  seen: Set<string>
  /** Lets the model go. What it said already is proposed all the same. */
  signal: AbortSignal
  /** Nothing is proposed any more. */
  dropped: AbortSignal
}

export interface Extracted {
  proposed: number
  accepted: number
  tokens: Asked['tokens']
}

/** Resolves with null when there was nothing to ask a model about. */
export async function extract(parts: ExtractParts, wanted: Wanted): Promise<Extracted | null> {
  const { threadId, seen, signal } = wanted
  const [thread] = await parts.call('ai_get_thread', { thread_id: threadId }, { signal })
  if (!thread || !remembers(thread.metadata)) return null
  const personaId = thread.persona_id
  // What a model is given, and what comes of it, is read and written with no more rights than a run has.
  const call = await parts.forRun({ personaId })
  const rows = await call('ai_list_path', { thread_id: threadId, max_rows: PATH_END }, { signal })
  const said = newWords(rows.map(toMessage), wanted)
  if (said.length === 0) return null
  const known = await knownSayings(call, personaId, said.map(({ own }) => own).join('\n'), signal)
  const prompt = extractionPrompt(
    said.map(({ own, before }) => ({ text: own, before })),
    known,
  )
  const { text, tokens } = await askModel(wanted.choice.model, prompt, signal)
  const sifted = siftCandidates(readCandidates(text), said, known)
  const outcome: Extracted = { proposed: 0, accepted: 0, tokens }
  // From here on it is done: what is proposed is not looked for twice.
  for (const { id } of said) seen.add(id)
  try {
    for (const one of sifted) {
      wanted.dropped.throwIfAborted()
      const proposalId = await propose(call, personaId, threadId, one)
      if (proposalId === null) continue
      outcome.proposed += 1
      if (one.isPlainlyNew && parts.acceptedKinds().includes(one.kind)) {
        await parts.call('ai_accept_proposal', { memory_id: proposalId, automatically: true })
        outcome.accepted += 1
      }
    }
  } finally {
    if (outcome.proposed > 0) parts.onChange({ kind: 'memories', personaId })
  }
  return outcome
}

interface NewWords {
  id: string
  own: string
  before: string
}

/** What the person said since the question of the first answer, as far as the budget reaches, oldest first. */
function newWords(path: readonly Message[], { fromSeq, seen }: Wanted): NewWords[] {
  const first = path.findLastIndex(({ role, seq }) => role === 'user' && seq < fromSeq)
  if (first === -1) return []
  const words: NewWords[] = []
  let left = BUDGET
  for (let place = path.length - 1; place >= first; place -= 1) {
    const message = path[place]
    if (message?.role !== 'user' || seen.has(message.id)) continue
    const own = ownWords(textOfContent(message.content))
    const tokens = estimateTokenCount(own)
    if (own === '' || tokens > left) continue
    left -= tokens
    words.unshift({ id: message.id, own, before: textBefore(path[place - 1]) })
  }
  return words
}

/** Only what was said aloud: no tool, no thought, nothing recalled. */
function textBefore(message: Message | undefined): string {
  if (message?.role !== 'assistant') return ''
  return textOfContent(message.content).slice(-MOST_OF_BEFORE).toWellFormed().trim()
}

async function knownSayings(
  call: Call,
  personaId: string | null,
  said: string,
  signal: AbortSignal,
): Promise<KnownSaying[]> {
  const persona_id = personaId ?? undefined
  const query = said.slice(0, 2_000).toWellFormed().replaceAll('[…]', ' ').trim()
  const [memories, [notes], proposals] = await Promise.all([
    query === ''
      ? []
      : call('ai_recall', { query, persona_id, max_messages: 0, max_memories: MOST_MEMORIES }, { signal }),
    call('ai_get_working_memory', { persona_id }, { signal }),
    call('ai_list_proposals', { persona_id }, { signal }),
  ])
  const lines = (notes?.content ?? '').split('\n').filter((line) => line.trim() !== '')
  return [
    ...memories.map(({ item_id, said: text }) => ({ memoryId: item_id, text: text ?? '' })),
    ...lines.slice(0, 40).map((text) => ({ memoryId: null, text })),
    ...proposals.slice(-MOST_PROPOSALS).map(({ content }) => ({ memoryId: null, text: content ?? '' })),
  ].map((saying, index) => ({ ...saying, text: saying.text.slice(0, 300).toWellFormed(), handle: `m${index + 1}` }))
}

/** Null when the database knows it, or its owner has rejected or forgotten it. */
async function propose(call: Call, personaId: string | null, threadId: string, one: Sifted): Promise<string | null> {
  const memoryId = crypto.randomUUID()
  const [row] = await call('ai_propose_memory', {
    memory_id: memoryId,
    persona_id: personaId ?? undefined,
    content: one.content,
    memory_type: one.kind,
    importance: one.importance,
    content_json: {
      kith_quote: one.quote,
      ...(one.relation && { [`kith_${one.relation.kind}`]: one.relation.memoryId }),
    } satisfies Json,
    source_thread_id: threadId,
    source_message_id: one.messageId,
  })
  return row ? memoryId : null
}
