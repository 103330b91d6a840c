import type { LanguageModel } from '../providers'
import { LONGEST_SAID } from './candidate'
import type { Prompt } from './extraction-prompt'
import { timeLimit } from '../../../shared/time-limit'

/** A few objects take three hundred. The rest is for models that think before they speak. */
const MOST_TOKENS = 2_000
const PATIENCE_MS = 60_000

export interface Asked {
  text: string
  /** As the model counted them; undefined when it did not. */
  tokens: { input: number | undefined; output: number | undefined }
}

/**
 * What a model says, read as it comes, so that one that never ends is let go: after a minute, or when it has said more
 * than can be meant. Rejects with what it fails with, and with the signal's reason, also when the model does not hear it.
 */
export async function askModel(
  model: LanguageModel,
  prompt: Prompt,
  signal: AbortSignal,
  patience = PATIENCE_MS,
): Promise<Asked> {
  const enough = new AbortController()
  const ending = AbortSignal.any([signal, enough.signal, timeLimit(patience)])
  const ended = new Promise<never>((_, reject) => {
    const give = () => reject(ending.reason as Error)
    if (ending.aborted) give()
    ending.addEventListener('abort', give, { once: true })
  })
  ended.catch(() => {})

  const asking = Promise.resolve(model.doStream({ prompt, maxOutputTokens: MOST_TOKENS, abortSignal: ending }))
  // One that arrives when nobody waits any more must not go on.
  asking.then(({ stream }) => (ending.aborted ? stream.cancel() : undefined)).catch(() => {})
  const { stream } = await Promise.race([asking, ended])
  const reader = stream.getReader()
  let text = ''
  let heard = 0
  const tokens: Asked['tokens'] = { input: undefined, output: undefined }
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), ended])
      if (done) return { text, tokens }
      if (value.type === 'error') throw value.error
      if (value.type === 'text-delta') text += value.delta
      if (value.type === 'text-delta' || value.type === 'reasoning-delta') heard += value.delta.length
      if (value.type === 'finish') {
        tokens.input = value.usage.inputTokens.total
        tokens.output = value.usage.outputTokens.total
      }
      if (text.length > LONGEST_SAID || heard > 10 * LONGEST_SAID) throw new Error('The model did not come to an end.')
    }
  } finally {
    enough.abort()
    reader.cancel().catch(() => {})
  }
}
