// What is left out when an answer is to be given without something: that itself, where it comes from, what was made of
// it, and whatever says the same word for word. Nothing that is stored changes.
import { textOfContent } from '../../../shared/domain/message'
import type { WithoutItem } from '../../../shared/domain/without'
import type { Call } from '../../database/call'
import type { Database } from '../../database/database.types'
import { toMessage } from '../to-message'
import { plainWords, says, sayingsIn } from './same-words'

type MemoryRow = Database['public']['CompositeTypes']['ai_memory_view']
type Notes = Database['public']['CompositeTypes']['ai_working_memory_view']

export interface Traces {
  asked: readonly WithoutItem[]
  /** Whether it goes, too: by what it is or by what it says. */
  has(item: { id?: string; text: string }): boolean
}

const NONE: Traces = { asked: [], has: () => false }

interface Gathered {
  ids: Set<string>
  /** As a whole. */
  texts: Set<string>
  /** Within something else. */
  sayings: Set<string>
}

export async function gatherTraces(call: Call, asked: readonly WithoutItem[], notes: Notes | null): Promise<Traces> {
  if (asked.length === 0) return NONE
  const found: Gathered = { ids: new Set(), texts: new Set(), sayings: new Set() }
  const idsOf = (kind: WithoutItem['kind']) => asked.filter((item) => item.kind === kind).map(({ id }) => id)
  const messages = idsOf('message')
  const [memories, lines, made] = await Promise.all([
    memoriesById(call, idsOf('memory')),
    linesAsked(call, asked, notes),
    madeOf(call, messages),
  ])
  for (const memory of [...memories, ...made.memories]) addMemory(found, memory)
  for (const line of lines) addFact(found, line)
  for (const { text } of made.messages) {
    found.texts.add(plainWords(text))
    for (const saying of sayingsIn(text)) found.sayings.add(saying)
  }
  const learned = [...memories, ...(await acceptedAs(call, lines))]
  const sources = learned.flatMap(({ source_message_id }) => source_message_id ?? [])
  await addConversation(call, found, [...messages, ...sources])
  return {
    asked,
    has({ id, text }) {
      if (id !== undefined && found.ids.has(id)) return true
      const plain = plainWords(text)
      return found.texts.has(plain) || [...found.sayings].some((saying) => says(plain, saying))
    },
  }
}

function addMemory(found: Gathered, { memory_id, content, content_json }: MemoryRow): void {
  if (memory_id) found.ids.add(memory_id)
  addFact(found, content ?? '')
  const quote = (content_json as { kith_quote?: unknown } | null)?.kith_quote
  if (typeof quote === 'string') for (const saying of sayingsIn(quote)) found.sayings.add(saying)
}

/** What was kept on purpose is no phrase, however short it is. */
function addFact(found: Gathered, text: string): void {
  const plain = plainWords(text)
  if (plain === '') return
  found.sayings.add(plain)
  for (const saying of sayingsIn(text)) found.sayings.add(saying)
}

/** Messages, copies of them, and the answers to them: an answer says again what it was told. */
async function addConversation(call: Call, found: Gathered, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await call('ai_message_neighbours', { message_ids: [...new Set(ids)], before: 0, after: 1 })
  const all = rows.map(toMessage)
  for (const [place, message] of all.entries()) {
    const before = all[place - 1]
    const isAsked = ids.includes(message.id)
    const isAnswer =
      message.role === 'assistant' &&
      before?.role === 'user' &&
      before.threadId === message.threadId &&
      ids.includes(before.id)
    if (!isAsked && !isAnswer) continue
    found.ids.add(message.id)
    const plain = plainWords(textOfContent(message.content))
    if (isAsked && plain !== '') found.texts.add(plain)
  }
  for (const id of ids) found.ids.add(id)
}

async function memoriesById(call: Call, ids: string[]): Promise<MemoryRow[]> {
  return ids.length === 0 ? [] : call('ai_memories_by_id', { memory_ids: ids })
}

/** These messages, and the memories and lines of notes that were learned from them. */
async function madeOf(call: Call, ids: string[]) {
  if (ids.length === 0) return { messages: [], memories: [] }
  const rows = (await call('ai_messages_by_id', { message_ids: ids })).map(toMessage)
  const threads = [...new Set(rows.map(({ threadId }) => threadId))]
  const learned = await Promise.all(
    threads.map((source_thread_id) =>
      call('ai_list_memories', { source_thread_id, all_personas: true, max_rows: 201, sort: 'newest' }),
    ),
  )
  return {
    messages: rows.map(({ id, content }) => ({ id, text: textOfContent(content) })),
    memories: learned.flat().filter(({ source_message_id }) => ids.includes(source_message_id ?? '')),
  }
}

/** What the lines said when they were chosen. */
async function linesAsked(call: Call, asked: readonly WithoutItem[], notes: Notes | null): Promise<string[]> {
  const found = await Promise.all(
    asked.map(async (item) => {
      if (item.kind !== 'notes') return []
      const content = await contentOf(call, item, notes)
      const lines = content.split('\n')
      return item.lines.flatMap((place) => lines[place] ?? [])
    }),
  )
  return found.flat().filter((line) => line.trim() !== '')
}

async function contentOf(
  call: Call,
  { id, version }: WithoutItem & { kind: 'notes' },
  notes: Notes | null,
): Promise<string> {
  if (notes?.memory_id === id && notes.version === version) return notes.content ?? ''
  const [stored] = await call('ai_list_memory_versions', {
    memory_id: id,
    before_version: version + 1,
    max_rows: 1,
  })
  return stored?.version === version ? (stored.content ?? '') : ''
}

/** The proposals that became these lines: they know where the lines come from. */
async function acceptedAs(call: Call, lines: readonly string[]): Promise<MemoryRow[]> {
  const found = await Promise.all(
    lines.map(async (line) => {
      const containing = line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '').trim()
      if (containing === '') return []
      return call('ai_list_memories', {
        all_personas: true,
        memory_types: ['working'],
        statuses: ['archived'],
        containing,
        max_rows: 10,
      })
    }),
  )
  return found.flat()
}
