// A persona as it is being written answers a conversation that is kept nowhere but on screen.
import type { TryEvent } from '../../../shared/contract/personas'
import type { PersonaSettings } from '../../../shared/domain/persona-settings'
import type { ChunkOf } from '../answer-chunk'
import { judgeEnding } from '../judge-ending'
import { loadAgent } from '../load-agent'
import { chooseFor } from '../personas/choose-answering'
import type { AnsweringParts } from '../personas/choose-answering'
import { previewPrompt } from '../personas/preview-prompt'
import { createPatientModel } from '../providers/patient-model'
import type { Turn } from './stream-trial'

interface Trial {
  /** Null: how Kith answers without a persona. */
  personaId: string | null
  name: string
  instructions: string
  settings: PersonaSettings
  /** What was said so far; the last one is to be answered. */
  turns: readonly Turn[]
}

/**
 * Streams the answer of the model the draft names, told what it would be told in a thread, its notes included. Nothing is
 * recalled, proposed or stored, and no other model answers instead. Ends when the signal aborts; throws KithError as a run
 * fails.
 */
export async function* tryPersona(
  parts: AnsweringParts,
  { personaId, name, instructions, settings, turns }: Trial,
  stopped?: AbortSignal,
): AsyncGenerator<TryEvent, void> {
  const stopping = new AbortController()
  const signal = stopped ? AbortSignal.any([stopped, stopping.signal]) : stopping.signal
  const { fallback: _, ...own } = settings
  const choice = await chooseFor(parts, own)
  const { facts } = choice
  try {
    const [{ system }, { streamTrial }] = await Promise.all([
      previewPrompt(parts.call, { personaId, name, instructions, notesTemplate: settings.notesTemplate ?? '' }),
      loadAgent().then(() => import('./stream-trial')),
    ])
    yield { type: 'begins', provider: facts.provider, model: facts.model }
    const model = createPatientModel({ choice, shown: () => shown, onWaiting: () => {} })
    let shown: 'nothing' | 'words' = 'nothing'
    const answer = await streamTrial({ model, system, turns, signal })
    let finish: ChunkOf<'finish'>['payload'] | undefined
    let error: unknown
    for await (const chunk of answer.chunks) {
      if (signal.aborted) return
      if (chunk.type === 'error') error = chunk.payload.error
      if (chunk.type === 'finish') finish = chunk.payload
      if (chunk.type !== 'text-delta') continue
      shown = 'words'
      yield { type: 'text', delta: chunk.payload.text }
    }
    if (signal.aborted) return
    const { failure } = judgeEnding(
      { finish, error: answer.error() ?? error, tripwire: undefined, hasParts: shown === 'words' },
      facts,
    )
    if (failure) throw failure
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    // Who listens no more wants no more of it, and a model that goes on costs money.
    stopping.abort()
  }
}
