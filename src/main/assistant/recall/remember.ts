// What a persona remembers when a question is asked: its notes, and what the question brings to mind.
import type { Call } from '../../database/call'
import type { Receipt } from '../receipts/receipt'
import { chooseRecalled } from './choose-recalled'
import type { RecallAgain } from './recall-tool'
import { findRecalled } from './find-recalled'
import { renderRecalled } from './render-recalled'

/** An answer without memories is better than none. In milliseconds. */
const PATIENCE = 10_000

export interface Remembering {
  call: Call
  personaId: string | null
  question: string
  /** The thread and the place from which on it is in the prompt. */
  present: { threadId: string; fromSeq: number }
  /** The words of what is in the prompt already. */
  isPresent: (text: string) => boolean
  /** Tokens there is room for at most. */
  budget?: number
  receipt: Receipt
  signal: AbortSignal
}

export interface Remembered {
  /** The persona's notes; empty when there are none. */
  notes: string
  /** What stands before the question; empty when nothing came to mind. */
  recalled: string
  /** For the screen: how much was found, and how much of it is given to the model. */
  summary: RecallSummary
  /** The same once more, with words of the model. */
  again: RecallAgain
}

export interface RecallSummary {
  found: number
  used: number
  /** It could not be looked for; the answer is given without. */
  failed?: true
}

/**
 * Reads both at once. Throws what reading the notes throws; a search that fails or takes too long costs no answer.
 */
export async function remember(around: Remembering): Promise<Remembered> {
  const { call, personaId, receipt, isPresent } = around
  const [[notes], recalled] = await Promise.all([
    call('ai_get_working_memory', { persona_id: personaId ?? undefined }, { signal: around.signal }),
    look(around, around.question, around.signal).catch((error: unknown) => {
      around.signal.throwIfAborted()
      return { text: '', texts: [], found: 0, used: 0, failed: error }
    }),
  ])
  if (notes) receipt.notes(notes.memory_id, notes.version)
  const { found, used } = recalled
  const given = new Set(recalled.texts)
  return {
    notes: notes?.content ?? '',
    recalled: recalled.text,
    summary: 'failed' in recalled ? { found, used, failed: true } : { found, used },
    async again(query, signal = around.signal) {
      const isGiven = (text: string) => isPresent(text) || given.has(text)
      const more = await look({ ...around, isPresent: isGiven }, query, signal)
      for (const text of more.texts) given.add(text)
      return more.text
    },
  }
}

async function look(around: Remembering, query: string, signal: AbortSignal) {
  const { call, personaId, present, isPresent, budget, receipt } = around
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)])
  const found = await findRecalled(call, { personaId, query, present, signal: patience })
  const chosen = chooseRecalled(found, { isPresent, budget })
  receipt.consider(chosen)
  return {
    text: renderRecalled(chosen.used),
    texts: chosen.used.map((item) => item.text),
    found: found.filter(({ rank }) => rank !== null).length,
    used: chosen.used.filter(({ rank }) => rank !== null).length,
  }
}
