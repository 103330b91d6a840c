// One answer from its run to the stored message, in the order it is read: as it grows where it is being written, else as
// it was stored.
import type { ChatEvent, LiveRun, Message } from '../../../shared/contract/chat'
import { reasoningPart, textPart } from '../../../shared/domain/message'
import type { MessagePart } from '../../../shared/domain/message'
import type { Assistant } from '../../assistant'

export type AnswerEvent =
  | { type: 'text'; partIndex: number; kind: 'text' | 'reasoning'; text: string }
  | { type: 'part'; partIndex: number; part: MessagePart }
  | { type: 'end'; message: Message }

interface Followed {
  assistant: Pick<Assistant, 'watch'>
  run: LiveRun
  /** Reads the message when its run was over before anybody watched. Null: it is gone. */
  stored(): Promise<Message | null>
  signal: AbortSignal
}

interface Told {
  /** Of texts that grow: how much of each part. */
  lengths: number[]
  /** Of parts that come whole: what they were. */
  wholes: string[]
}

/** Ends after `end`, or with the signal. */
export async function* followAnswer({ assistant, run, stored, signal }: Followed): AsyncGenerator<AnswerEvent, void> {
  const told: Told = { lengths: [], wholes: [] }
  for (;;) {
    // Begins with a snapshot, so whoever fell behind and was let go joins again and is told the rest.
    for await (const event of assistant.watch(run.message.threadId, signal)) {
      if (event.type === 'snapshot' && event.run?.runId !== run.runId) {
        const message = await stored()
        if (message) yield* rest(message, told)
        if (message) yield { type: 'end', message }
        return
      }
      for (const one of eventsOf(event, run.runId, told)) {
        yield one
        if (one.type === 'end') return
      }
    }
    if (signal.aborted) return
  }
}

function eventsOf(event: ChatEvent, runId: string, told: Told): AnswerEvent[] {
  if (event.type === 'snapshot') return event.run ? rest(event.run.message, told) : []
  if (!('runId' in event) || event.runId !== runId) return []
  if (event.type === 'delta') {
    const { partIndex, kind, text } = event
    told.lengths[partIndex] = (told.lengths[partIndex] ?? 0) + text.length
    return [{ type: 'text', partIndex, kind, text }]
  }
  if (event.type === 'part') {
    return whole(event.partIndex, event.part, told)
  }
  if (event.type === 'finished') return [...rest(event.message, told), { type: 'end', message: event.message }]
  return []
}

/** What a message says beyond what was told. */
function rest({ content }: Message, told: Told): AnswerEvent[] {
  return content.parts.flatMap((part, partIndex): AnswerEvent[] => {
    const growing = textIn(part)
    if (growing === null) return whole(partIndex, part, told)
    const text = growing.text.slice(told.lengths[partIndex] ?? 0)
    told.lengths[partIndex] = growing.text.length
    return text === '' ? [] : [{ type: 'text', partIndex, kind: growing.kind, text }]
  })
}

function whole(partIndex: number, part: MessagePart, told: Told): AnswerEvent[] {
  const now = JSON.stringify(part)
  if (told.wholes[partIndex] === now) return []
  told.wholes[partIndex] = now
  return [{ type: 'part', partIndex, part }]
}

function textIn(part: MessagePart): { kind: 'text' | 'reasoning'; text: string } | null {
  const text = textPart.safeParse(part).data
  if (text) return { kind: 'text', text: text.text }
  const reasoning = reasoningPart.safeParse(part).data
  return reasoning ? { kind: 'reasoning', text: reasoning.reasoning } : null
}
