// What a persona remembers when a question is asked: its notes, and what the question brings to mind.
import type { Call } from '../../database/call'
import type { Database } from '../../database/database.types'
import type { EmbedQuestion } from '../embeddings/question-vectors'
import { toKithError } from '../error-part'
import type { Log } from '../refused-receipt'
import type { Receipt } from '../receipts/receipt'
import type { Traces } from '../what-if/gather-traces'
import { chooseRecalled } from './choose-recalled'
import type { RecallAgain } from './recall-tool'
import { findRecalled, queryOf } from './find-recalled'
import { readIrrelevant } from './irrelevant'
import type { Irrelevant } from './irrelevant'
import type { Recalled } from './recalled'
import { renderRecalled } from './render-recalled'
import { timeLimit } from '../../../shared/time-limit'

/** An answer without memories is better than none. In milliseconds. */
const PATIENCE = 10_000

export interface Remembering {
  call: Call
  personaId: string | null
  /** As they were read; null when there are none. */
  notes: Database['public']['CompositeTypes']['ai_working_memory_view'] | null
  question: string
  /** The thread and the place from which on it is in the prompt. */
  present: { threadId: string; fromSeq: number }
  /** The words of what is in the prompt already. */
  isPresent: (text: string) => boolean
  /** What is left out, because its owner asks what would be without it. */
  traces: Traces
  /** Tokens there is room for at most. */
  budget?: number
  receipt: Receipt
  log: Log
  signal: AbortSignal
  /** Makes a vector of what is looked for; without it everything is found by words. */
  embedQuestion?: EmbedQuestion | undefined
}

export interface Remembered {
  /** The persona's notes; empty when there are none. */
  notes: string
  /** What came to mind. Rejects only when the signal aborts. */
  looking: Promise<BroughtToMind>
  /** The same once more, with words of the model. */
  again: RecallAgain
}

export interface BroughtToMind {
  /** What stands before the question; empty when nothing came to mind. */
  recalled: string
  summary: RecallSummary
}

/** For the screen: how much was found, and how much of it is given to the model. */
export interface RecallSummary {
  found: number
  used: number
  /** It could not be looked for; the answer is given without. */
  failed?: true
  /** What is meant could not be looked for: the model that makes vectors did not answer in time, or not at all. */
  byWords?: true
}

/** Begins to look, and comes back at once. A search that fails or takes too long costs no answer. */
export function remember(given: Remembering): Remembered {
  const around = { ...given, irrelevant: onceAsked(given) }
  const { notes, receipt, isPresent } = around
  const shown = new Set<string>()
  if (notes) receipt.notes(notes.memory_id, notes.version)
  return {
    notes: notes?.content ?? '',
    looking: bringToMind(around, shown),
    async again(query, signal = around.signal) {
      const isGiven = (text: string) => isPresent(text) || shown.has(text)
      const more = await look({ ...around, isPresent: isGiven }, query, signal)
      for (const text of more.texts) shown.add(text)
      return more.text
    },
  }
}

async function bringToMind(around: Looking, given: Set<string>): Promise<BroughtToMind> {
  try {
    const { text, texts, found, used, byWords } = await look(around, around.question, around.signal)
    for (const one of texts) given.add(one)
    return { recalled: text, summary: { found, used, ...(byWords && { byWords: true }) } }
  } catch (error) {
    around.signal.throwIfAborted()
    around.log('memory could not be searched, an answer is given without', toKithError(error).code)
    return { recalled: '', summary: { found: 0, used: 0, failed: true } }
  }
}

interface Looking extends Remembering {
  /** Of what the person asked, whatever the model looks for. */
  irrelevant: () => Promise<Irrelevant>
}

function onceAsked({ call, present, question, signal }: Remembering): Looking['irrelevant'] {
  let asked: Promise<Irrelevant> | undefined
  return () => (asked ??= readIrrelevant(call, { threadId: present.threadId, question, signal }))
}

async function look(
  { call, personaId, present, isPresent, traces, irrelevant, budget, receipt, embedQuestion }: Looking,
  query: string,
  signal: AbortSignal,
) {
  const patience = AbortSignal.any([signal, timeLimit(PATIENCE)])
  const asked = queryOf(query)
  const meant = asked === '' ? null : ((await embedQuestion?.(asked, patience)) ?? null)
  const vector = meant && 'missing' in meant ? null : meant
  if (asked === '') return { text: '', texts: [], found: 0, used: 0, byWords: false }
  const find = (more: number) => findRecalled(call, { personaId, query, vector, present, more, signal: patience })
  const [first, isIrrelevant] = await Promise.all([find(0), irrelevant()])
  const isUnwanted = (item: Recalled) => {
    if (traces.has(item)) return 'what if'
    return isIrrelevant(item) ? 'not relevant' : null
  }
  // What is left out takes no place from what is not.
  const places = first.filter(isUnwanted).length
  const found = places > 0 ? await find(places) : first
  const chosen = chooseRecalled(found, { isPresent, isUnwanted, budget })
  receipt.consider(chosen)
  return {
    text: renderRecalled(chosen.used),
    texts: chosen.used.map((item) => item.text),
    found: found.filter(({ rank }) => rank !== null).length,
    used: chosen.used.filter(({ rank }) => rank !== null).length,
    byWords: meant !== null && vector === null,
  }
}
