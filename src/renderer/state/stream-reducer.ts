// How a run on screen changes with what main sends. Parts that did not change keep their identity, so that only the
// growing one is drawn again.
import type { ChatEvent, LiveRun } from '../../shared/contract/chat'
import type { MessagePart } from '../../shared/domain/message'

/** The run that is on in a thread, or null, after these events. */
export function afterEvents(run: LiveRun | null, events: readonly ChatEvent[]): LiveRun | null {
  return events.reduce(afterEvent, run)
}

function afterEvent(run: LiveRun | null, event: ChatEvent): LiveRun | null {
  switch (event.type) {
    case 'snapshot':
    case 'started':
      return event.run
    case 'delta':
      return run?.runId === event.runId ? withPart(run, event.partIndex, (part) => grown(part, event)) : run
    case 'part':
      return run?.runId === event.runId ? withPart(run, event.partIndex, () => event.part) : run
    case 'progress':
      return run?.runId === event.runId ? { ...run, progress: event.progress } : run
    case 'finished':
      return run?.runId === event.runId ? null : run
    case 'pathChanged':
    case 'waitingChanged':
      return run
  }
}

function withPart(run: LiveRun, index: number, change: (part: MessagePart | undefined) => MessagePart): LiveRun {
  const parts = [...run.message.content.parts]
  // Parts arrive in order; should one be missing, what follows still stands in its own place.
  while (parts.length < index) parts.push({ type: 'text', text: '' })
  parts[index] = change(parts[index])
  return { ...run, message: { ...run.message, content: { ...run.message.content, parts } } }
}

function grown(part: MessagePart | undefined, delta: Extract<ChatEvent, { type: 'delta' }>): MessagePart {
  const field = delta.kind === 'text' ? 'text' : 'reasoning'
  if (part?.type !== delta.kind) return { type: delta.kind, [field]: delta.text }
  const before: unknown = (part as Record<string, unknown>)[field]
  return { ...part, [field]: (typeof before === 'string' ? before : '') + delta.text }
}
