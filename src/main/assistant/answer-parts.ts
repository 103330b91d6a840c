// The answer as it grows: folds the chunks of a Mastra stream into the parts Mastra itself would store, and says what
// each chunk changed. Every state is a value of its own: what was handed out is never changed afterwards.
import type { AskedCall } from '../../shared/domain/approval'
import { textPart } from '../../shared/domain/message'
import { MISSING_SERVERS } from '../../shared/domain/missing-servers'
import type { MessageContent, MessagePart } from '../../shared/domain/message'
import { toStorableText } from '../../shared/domain/stored-text'
import { toStorableJson } from '../store/storable-json'
import type { AnswerChunk } from './answer-chunk'
import { askedPart } from './approvals/asked-parts'
import type { RecallSummary } from './recall/remember'
import { sourcePart, filePart, toolPart } from './chunk-parts'

/** What a question brought to mind, and servers that could not be used; no part of what is said. Mastra leaves them alone. */
const RECALL_PART = 'data-recall'
const ASIDES = [RECALL_PART, MISSING_SERVERS]

/** What a chunk changed, without the run it belongs to. */
export type PartEvent =
  | { type: 'delta'; partIndex: number; kind: 'text' | 'reasoning'; text: string }
  | { type: 'part'; partIndex: number; part: MessagePart }

export interface AnswerParts {
  /** Takes the next chunk. Chunks that say nothing about the content change nothing. */
  accept(chunk: AnswerChunk): PartEvent[]
  /** Something else to stand beside the parts from now on. */
  note(more: Record<string, unknown>): void
  /** What the question brought to mind, as the first part. */
  recalled(summary: RecallSummary): PartEvent[]
  /** It is given without the tools of these servers. */
  without(servers: readonly string[]): PartEvent[]
  /** These calls wait for their owner. */
  asks(calls: readonly AskedCall[]): PartEvent[]
  /** What has arrived so far, ready to be stored. */
  content(): MessageContent
  /** Whether it says anything: what was recalled for it is nothing said. */
  hasBegun(): boolean
  /** Whether a part has just ended or changed as a whole: a good moment to store. */
  atBoundary(): boolean
}

/** A text or reasoning part that is still growing. */
interface OpenPart {
  index: number
  kind: 'text' | 'reasoning'
  text: string
  /** The first half of a surrogate pair whose second half comes with the next delta. */
  held: string
  providerMetadata: unknown
}

/**
 * @param about stands beside the parts in every state: which model answers.
 * @param before what an answer that goes on says already. Text that comes first goes on in its last text, be there a
 *   thought before it.
 */
export function createAnswerParts(about: Record<string, unknown>, before: readonly MessagePart[] = []): AnswerParts {
  let metadata = about
  let parts = before
  /** Nothing has been added yet to what was there. */
  let isUntouched = before.length > 0
  /** The text that was cut off: the next one goes on in it. A thought between the two is no part of what is said. */
  let cutOff = before.at(-1)?.type === 'text' ? before.length - 1 : -1
  let boundary = false
  /** By kind and by the id the provider gave it, which may come again in the next step. */
  const open = new Map<string, OpenPart>()

  function put(index: number, part: MessagePart): void {
    isUntouched = false
    if (part.type !== 'reasoning') cutOff = -1
    parts = index < parts.length ? parts.with(index, part) : [...parts, part]
  }

  function whole(index: number, part: MessagePart): PartEvent[] {
    const storable = toStorableJson(part) as MessagePart
    put(index, storable)
    boundary = true
    return [{ type: 'part', partIndex: index, part: storable }]
  }

  function grow(kind: OpenPart['kind'], payload: TextPayload): PartEvent[] {
    const part = open.get(keyOf(kind, payload)) ?? begin(kind, payload)
    if (payload.providerMetadata) part.providerMetadata = payload.providerMetadata
    const [ready, held] = splitAtHalfPair(part.held + (payload.text ?? ''))
    part.held = held
    return append(part, ready)
  }

  function begin(kind: OpenPart['kind'], payload: TextPayload): OpenPart {
    const last = kind === 'text' ? textPart.safeParse(parts[cutOff]).data : undefined
    const place = last ? { index: cutOff, text: last.text } : { index: -1, text: '' }
    const part = { ...place, kind, held: '', providerMetadata: payload.providerMetadata }
    open.set(keyOf(kind, payload), part)
    return part
  }

  /** A part takes its place with its first text: parts without any are never stored. */
  function append(part: OpenPart, text: string): PartEvent[] {
    const storable = toStorableText(text)
    if (storable === '') return []
    if (part.index === -1) part.index = parts.length
    part.text += storable
    put(part.index, partOf(part))
    return [{ type: 'delta', partIndex: part.index, kind: part.kind, text: storable }]
  }

  function end(kind: OpenPart['kind'], payload: TextPayload): PartEvent[] {
    const part = open.get(keyOf(kind, payload))
    if (!part) return []
    open.delete(keyOf(kind, payload))
    if (payload.providerMetadata) part.providerMetadata = payload.providerMetadata
    const events = append(part, part.held)
    if (part.index !== -1) put(part.index, partOf(part))
    boundary = part.index !== -1
    return events
  }

  function tool(chunk: AnswerChunk & { type: 'tool-call' | 'tool-result' | 'tool-error' }): PartEvent[] {
    const before = parts.findLastIndex((part) => callIdOf(part) === chunk.payload.toolCallId)
    const index = before === -1 ? parts.length : before
    return whole(index, toolPart(chunk, parts[before]))
  }

  /** Ids may be used again in the next step; a part left open there is over. */
  function nextStep(): PartEvent[] {
    if (isUntouched) return []
    const events = [...open.values()].flatMap((part) => append(part, part.held))
    open.clear()
    return !hasBegun() ? events : [...events, ...whole(parts.length, { type: 'step-start' })]
  }

  /** Where it stands already, or else at the end. An answer that goes on is still as it was. */
  function aside(type: string, data: object): PartEvent[] {
    const place = parts.findIndex((part) => part.type === type)
    const was = { isUntouched, cutOff }
    const events = whole(place === -1 ? parts.length : place, { type, data })
    ;({ isUntouched, cutOff } = was)
    return events
  }

  function hasBegun(): boolean {
    return parts.some(({ type }) => !ASIDES.includes(type))
  }

  function fold(chunk: AnswerChunk): PartEvent[] {
    switch (chunk.type) {
      case 'text-start':
        begin('text', chunk.payload)
        return []
      case 'text-delta':
        return grow('text', chunk.payload)
      case 'text-end':
        return end('text', chunk.payload)
      case 'reasoning-start':
        begin('reasoning', chunk.payload)
        return []
      case 'reasoning-delta':
        return grow('reasoning', chunk.payload)
      case 'reasoning-end':
        return end('reasoning', chunk.payload)
      case 'tool-call':
      case 'tool-result':
      case 'tool-error':
        return tool(chunk)
      case 'source':
        return whole(parts.length, sourcePart(chunk.payload))
      case 'file':
        return whole(parts.length, filePart(chunk.payload))
      case 'step-start':
        return nextStep()
      default:
        return []
    }
  }

  return {
    accept(chunk) {
      boundary = false
      return fold(chunk)
    },
    note: (more) => void (metadata = { ...metadata, ...more }),
    recalled(summary) {
      const isThere = parts.some(({ type }) => type === RECALL_PART)
      return !isThere && hasBegun() ? [] : aside(RECALL_PART, { ...summary })
    },
    without: (names) => aside(MISSING_SERVERS, { names }),
    asks: (calls) =>
      calls.flatMap((call) => {
        const before = parts.findLastIndex((part) => callIdOf(part) === call.toolCallId)
        return whole(before === -1 ? parts.length : before, askedPart(call, parts[before]))
      }),
    content: () => ({ format: 2, parts: [...parts], metadata }),
    hasBegun,
    atBoundary: () => boundary,
  }
}

interface TextPayload {
  id: string
  text?: string
  providerMetadata?: unknown
}

function keyOf(kind: string, { id }: TextPayload): string {
  return `${kind}:${id}`
}

function callIdOf(part: MessagePart): unknown {
  return part.type === 'tool-invocation'
    ? (part as { toolInvocation: { toolCallId: string } }).toolInvocation.toolCallId
    : undefined
}

function partOf({ kind, text, providerMetadata }: OpenPart): MessagePart {
  const metadata = providerMetadata ? { providerMetadata: toStorableJson(providerMetadata) } : {}
  return kind === 'text'
    ? { type: 'text', text, ...metadata }
    : { type: 'reasoning', reasoning: text, details: [{ type: 'text', text }], ...metadata }
}

/** What may be shown and stored now, and the half of a surrogate pair that has to wait for its other half. */
function splitAtHalfPair(text: string): [ready: string, held: string] {
  return /[\uD800-\uDBFF]$/.test(text) ? [text.slice(0, -1), text.slice(-1)] : [text, '']
}
