// What an answer was made of: everything the database offered, whether it went to the model, and what else did. Taken
// from the prompt as it left, not from what was meant to leave.
import { estimateTokenCount } from 'tokenx'
import type { Json } from '../../database/database.types'
import type { Chosen } from '../recall/choose-recalled'
import type { LeftOut, Recalled } from '../recall/recalled'
import { renderItem } from '../recall/render-recalled'
import type { LeftOutFile } from '../attachments/render-attachment'
import type { Given } from '../attachments/gather'
import type { Withheld } from '../what-if/leave-out'

/** A row of `ai_receipts`, as `ai_finish_answer` takes it. */
export interface ReceiptRow {
  step: number
  kind: 'message' | 'memory' | 'instructions' | 'working_memory' | 'history' | 'tools' | 'attachment'
  item_id?: string
  item_version?: number
  used: boolean
  rank?: number
  score?: number
  parts?: Json
  /** Estimated, then corrected by what the provider counted. */
  tokens?: number
  reason?: LeftOut | LeftOutFile | 'not sent'
}

/** Tokens of the parts of a prompt that are not recalled. */
export interface PromptShare {
  instructions: number
  notes: number
  history: number
  /** How many messages the history is. */
  messages: number
  /** Of the history: what was asked, and files. */
  question: number
  attachments: number
  /** Put before the question; a part of nothing else. */
  recalled: number
  /** What tools there are. */
  definitions: number
  /** What tools were asked in this answer, and what they said. */
  tools: number
  /** Of files that are no words: they are not in the text. */
  images: number
}

export interface Receipt {
  /** Notes what was found for this prompt, or by the model's own searching. */
  consider(chosen: Chosen): void
  /** The notes as they were read. */
  notes(id: string | null, version: number | null): void
  /** The files the conversation shows, whether they are given or not. */
  attached(files: readonly Given[]): void
  /** What would have been in the prompt, and its owner wanted left out. */
  withhold(items: readonly Withheld[]): void
  /** The thread remembers nothing: there is nothing to consider. */
  off(): void
  /** A prompt leaves. `text` is all of it, `share` what it is made of besides. */
  sent(step: number, text: string, share: PromptShare): void
  /** Is told what a prompt is made of when it leaves. */
  onSent(tell: (share: PromptShare) => void): void
  /** Another model is asked from the beginning: what the first was given counts no more. */
  anew(): void
  /** Earlier messages that had no room. */
  dropped(dropped: { messages: number; isMore: boolean }): void
  /** Tokens of the last prompt, by what the provider counted for all; null when it counted nothing. */
  lastPrompt(inputTokens: number | undefined): number | null
  /** How much of what was found went to the model, and how much did not. */
  counts(): ReceiptCounts | 'off'
  /** @param inputTokens what the provider counted for all prompts of the run; undefined when it counted nothing. */
  rows(inputTokens?: number): ReceiptRow[]
  /** What has to be known of it when the run goes on after waiting. */
  half(): { steps: number; named: string[] }
}

/** What an answer says about its receipt without reading it. Neighbours are not counted. */
export interface ReceiptCounts {
  used: number
  /** How many of those that were used are earlier messages, and no memories. Answers of earlier versions do not say. */
  messages?: number
  leftOut: number
}

interface Entry {
  item: Recalled
  rendered: string
  reason: LeftOut | null
  /** The step whose prompt had it first. */
  usedIn: number | null
  consideredIn: number
}

/** A run's receipt has at most 2,000 rows; a model that searches on and on must not make it unreadable either. */
const MOST_ENTRIES = 500

/** @param before of a run that goes on: what its receipt says already */
export function createReceipt(before: { steps: number; named: readonly string[] } = { steps: 0, named: [] }): Receipt {
  const named = new Set(before.named)
  const entries = new Map<string, Entry>()
  const shares = new Map<number, { share: PromptShare; total: number }>()
  let ofNotes: { id: string | null; version: number | null } = { id: null, version: null }
  let step = before.steps
  let isOff = false
  let withoutRoom: { messages: number; isMore: boolean } | null = null
  let withheld: readonly Withheld[] = []
  let tell: (share: PromptShare) => void = () => {}

  function correction(inputTokens: number | undefined): number | null {
    const estimated = [...shares.values()].reduce((sum, { total }) => sum + total, 0)
    return inputTokens && estimated > 0 ? inputTokens / estimated : null
  }
  let files: readonly Given[] = []

  function consider(item: Recalled, reason: LeftOut | null): void {
    const key = `${item.kind} ${item.id}`
    if (named.has(key)) return
    const known = entries.get(key)
    // Found again with another outcome: what is in a prompt stays used.
    if (known?.usedIn != null || (known && reason !== null)) return
    if (!known && entries.size >= MOST_ENTRIES) return
    entries.set(key, { item, rendered: renderItem(item), reason, usedIn: null, consideredIn: step })
  }

  return {
    consider({ used, leftOut }) {
      for (const item of used) consider(item, null)
      for (const { item, reason } of leftOut) consider(item, reason)
    },
    // The first half of an answer that waited has said so.
    withhold: (items) => void (withheld = before.steps === 0 ? items : []),
    off: () => void (isOff = true),
    attached: (given) => void (files = given),
    notes: (id, version) => void (ofNotes = { id, version }),
    onSent: (listener) => void (tell = listener),
    anew() {
      entries.clear()
      shares.clear()
      step = before.steps
      withoutRoom = null
      files = []
    },
    dropped: ({ messages, isMore }) => void (withoutRoom = { messages, isMore }),
    lastPrompt(inputTokens) {
      const factor = correction(inputTokens)
      const last = [...shares.values()].at(-1)
      return factor === null || !last ? null : Math.round(last.total * factor)
    },
    sent(ofStream, text, share) {
      const number = before.steps + ofStream
      tell(share)
      // What is found from now on is for the next prompt.
      step = number + 1
      shares.set(number, { share, total: estimateTokenCount(text) + share.definitions + share.images })
      // Whole lines: what was left out may be the beginning of what was sent.
      const lines = `\n${text}\n`
      for (const entry of entries.values()) {
        const isIn = entry.reason === null && lines.includes(`\n${entry.rendered}\n`)
        if (entry.usedIn === null && isIn) entry.usedIn = number
      }
    },
    counts() {
      if (isOff) return 'off'
      const found = [...entries.values()].filter(({ item }) => item.rank !== null)
      const used = found.filter(({ usedIn }) => usedIn !== null)
      const messages = used.filter(({ item }) => item.kind === 'message').length
      return { used: used.length, messages, leftOut: found.length - used.length }
    },
    half: () => ({
      steps: step,
      named: [...named, ...[...entries].flatMap(([key, { usedIn }]) => (usedIn === null ? [] : [key]))],
    }),
    rows(inputTokens) {
      const factor = correction(inputTokens) ?? 1
      const tokens = (count: number) => Math.round(count * factor)
      const [first, ...later] = [...shares].toSorted(([one], [other]) => one - other)
      return [
        ...(first ? ofPrompt(first[0], first[1].share, ofNotes, withoutRoom, tokens) : []),
        ...(first ? files.map((file) => ofFile(first[0], file, tokens)) : []),
        ...later.map(([number, { share }]): ReceiptRow => ({
          step: number,
          kind: 'tools',
          used: true,
          tokens: tokens(share.tools),
        })),
        ...[...entries.values()].map((entry) => ofEntry(entry, tokens)),
        ...withheld
          .filter(({ kind, id }) => !entries.has(`${kind} ${id}`))
          .slice(0, MOST_ENTRIES)
          .map(ofWithheld),
      ]
    },
  }
}

function ofPrompt(
  step: number,
  share: PromptShare,
  notes: { id: string | null; version: number | null },
  dropped: { messages: number; isMore: boolean } | null,
  tokens: (count: number) => number,
): ReceiptRow[] {
  const history = { messages: share.messages, ...(dropped && { dropped }) }
  const rows: ReceiptRow[] = [
    { step, kind: 'instructions', used: true, tokens: tokens(share.instructions) },
    { step, kind: 'history', used: true, tokens: tokens(share.history - share.attachments), parts: history },
    { step, kind: 'tools', used: true, tokens: tokens(share.definitions + share.tools) },
  ]
  if (share.notes === 0) return rows
  const named = notes.id === null ? {} : { item_id: notes.id, item_version: notes.version ?? 1 }
  return [...rows, { step, kind: 'working_memory', ...named, used: true, tokens: tokens(share.notes) }]
}

/** One that is gone has no id: the database would not know what is meant. */
function ofFile(
  step: number,
  { attachment, reason, tokens: count }: Given,
  tokens: (count: number) => number,
): ReceiptRow {
  return {
    step,
    kind: 'attachment',
    ...(reason !== 'gone' && { item_id: attachment.fileId }),
    used: reason === null,
    tokens: tokens(count),
    ...(reason !== null && { reason }),
  }
}

function ofWithheld({ kind, id, version, parts }: Withheld): ReceiptRow {
  return {
    step: 0,
    kind,
    item_id: id,
    ...(version !== undefined && { item_version: version }),
    used: false,
    reason: 'what if',
    ...(parts !== undefined && { parts }),
  }
}

function ofEntry(
  { item, rendered, reason, usedIn, consideredIn }: Entry,
  tokens: (count: number) => number,
): ReceiptRow {
  return {
    step: usedIn ?? consideredIn,
    kind: item.kind,
    item_id: item.id,
    ...(item.version !== null && { item_version: item.version }),
    used: usedIn !== null,
    ...(item.rank !== null && { rank: item.rank }),
    ...(item.score !== null && { score: item.score }),
    ...(item.rank !== null && { parts: { ...(item.parts as Record<string, Json> | null), closeness: item.closeness } }),
    tokens: tokens(estimateTokenCount(rendered)),
    // Chosen, and yet in no prompt: the run ended before one left.
    ...(usedIn === null && { reason: reason ?? ('not sent' as const) }),
  }
}
