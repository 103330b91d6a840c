// A prompt without what is to be left out, and what that was.
import type { Message } from '../../../shared/contract/chat'
import { textOfContent } from '../../../shared/domain/message'
import type { Database, Json } from '../../database/database.types'
import type { Traces } from './gather-traces'

type Notes = Database['public']['CompositeTypes']['ai_working_memory_view']

/** For the receipt: what was left out on purpose. */
export interface Withheld {
  kind: 'message' | 'memory' | 'working_memory'
  id: string
  version?: number
  parts?: Json
}

/** The question always stays. An answer goes with what it was given to: it makes no sense alone, and says it again. */
export function historyWithout(
  messages: readonly Message[],
  traces: Traces,
  questionId: string,
): { messages: Message[]; withheld: Withheld[] } {
  const stays: Message[] = []
  const withheld: Withheld[] = []
  let hasLostQuestion = false
  for (const message of messages) {
    const isAnswerToLost: boolean = hasLostQuestion && message.role !== 'user'
    const goes: boolean = message.id !== questionId && (isAnswerToLost || isIn(message, traces))
    if (message.role === 'user') hasLostQuestion = goes
    if (goes) withheld.push({ kind: 'message', id: message.id })
    else stays.push(message)
  }
  return { messages: stays, withheld }
}

export function notesWithout(notes: Notes | null, traces: Traces): { notes: Notes | null; withheld: Withheld[] } {
  const lines = (notes?.content ?? '').split('\n')
  const gone = lines.flatMap((line, place) => (line.trim() !== '' && traces.has({ text: line }) ? [place] : []))
  if (!notes?.memory_id || gone.length === 0) return { notes, withheld: [] }
  const content = lines.filter((_, place) => !gone.includes(place)).join('\n')
  const { memory_id: id, version } = notes
  return {
    notes: { ...notes, content: content.trim() === '' ? '' : content },
    withheld: [{ kind: 'working_memory', id, version: version ?? 1, parts: { lines: gone } }],
  }
}

/** Whatever was asked for, found or not, and all that went with it; each once. */
export function allWithheld(traces: Traces, ...some: readonly (readonly Withheld[])[]): Withheld[] {
  const asked = traces.asked.flatMap(({ kind, id }): Withheld[] => (kind === 'notes' ? [] : [{ kind, id }]))
  const all = [...some.flat(), ...asked]
  return [...new Map(all.map((item) => [`${item.kind} ${item.id}`, item])).values()]
}

function isIn({ id, content }: Message, traces: Traces): boolean {
  return traces.has({ id, text: textOfContent(content) }) || traces.has({ text: stringsIn(content.parts).join('\n') })
}

/** Whatever words are in it, those of tools too. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}
