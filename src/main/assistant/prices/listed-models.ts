// What endpoints say of their models in the list of them. Everybody has names of their own for it.
import { z } from 'zod'
import type { ModelFacts } from './price-list'

/** Less is no size a model could have: a mistake must not keep anybody from asking it. */
const size = z.int().min(256).max(100_000_000).optional().catch(undefined)
/** OpenRouter: dollars for one token, as text. */
const dollars = z.coerce.number().min(0).max(1).optional().catch(undefined)

const listed = z.object({
  id: z.string(),
  context_length: size,
  context_window: size,
  max_model_len: size,
  max_context_length: size,
  top_provider: z.object({ context_length: size }).nullish().catch(undefined),
  pricing: z.object({ prompt: dollars, completion: dollars, input_cache_read: dollars }).nullish().catch(undefined),
})

/** Of a longer list the rest is known less well. */
const MOST = 5_000

/** By the name of the model; only those of which anything is said. */
export function listedModels(body: unknown): Record<string, ModelFacts> {
  const list = z.object({ data: z.array(z.unknown()) }).safeParse(body)
  if (!list.success) return {}
  const facts = list.data.data.slice(0, MOST).flatMap((one) => {
    const read = listed.safeParse(one)
    const known = read.success ? factsOf(read.data) : {}
    return read.success && Object.keys(known).length > 0 ? [[read.data.id, known] as const] : []
  })
  return Object.fromEntries(facts)
}

function factsOf(model: z.infer<typeof listed>): ModelFacts {
  const { context_length, context_window, max_model_len, max_context_length, top_provider, pricing } = model
  // The one who answers may take less than the model could.
  const sizes = [top_provider?.context_length, context_length, context_window, max_model_len, max_context_length]
  const context = sizes.find((one) => one !== undefined)
  const { prompt, completion, input_cache_read } = pricing ?? {}
  return {
    ...(context !== undefined && { context }),
    ...(prompt !== undefined &&
      completion !== undefined && {
        input: perMillion(prompt),
        output: perMillion(completion),
        ...(input_cache_read !== undefined && { cachedInput: perMillion(input_cache_read) }),
      }),
  }
}

function perMillion(forOne: number): number {
  return Number((forOne * 1_000_000).toPrecision(12))
}
