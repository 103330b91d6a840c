// An answer that leaves nothing behind. Loaded when somebody tries a persona out: it needs Mastra.
import { Agent } from '@mastra/core/agent'
import { silent } from '../agent'
import type { AnswerStream } from '../agent'
import type { LanguageModel } from '../providers'

export interface Turn {
  role: 'user' | 'assistant'
  text: string
}

interface Trial {
  model: LanguageModel
  /** All it is told before anything is said. */
  system: readonly string[]
  turns: readonly Turn[]
  signal: AbortSignal
}

/** Without tools, without memory, and with nobody who would store it. Rejects when Mastra cannot begin. */
export async function streamTrial({ model, system, turns, signal }: Trial): Promise<AnswerStream> {
  const agent = new Agent({ id: 'kith', name: 'Kith', instructions: [...system], model })
  agent.__registerMastra(silent)
  const messages = turns.map(({ role, text }) =>
    role === 'user' ? ({ role: 'user', content: text } as const) : ({ role: 'assistant', content: text } as const),
  )
  const output = await agent.stream(messages, { abortSignal: signal, maxSteps: 1 })
  return { chunks: output.fullStream, error: () => output.error }
}
