// What an Ollama says of one of its models.
import { z } from 'zod'
import type { Endpoint, ProviderFacts } from './endpoint'
import { guardedFetch } from './guarded-fetch'

/** What it does not say, or not as expected, is null. */
export interface OllamaModel {
  capabilities: string[] | null
  /** Tokens the model takes at most. */
  context: number | null
  /** Tokens it was set to take. */
  set: number | null
}

const tokens = z.number().int().positive().catch(0)
const answer = z.object({
  capabilities: z.array(z.string()).nullable().catch(null),
  model_info: z.record(z.string(), z.unknown()).catch({}),
  parameters: z.string().catch(''),
})

const PATIENCE = { firstByte: 3_000, idle: 3_000 }

/** Null when it does not say: it is older, or not there. */
export async function askOllama(asked: {
  endpoint: Endpoint
  facts: ProviderFacts
  key: string | null
}): Promise<OllamaModel | null> {
  try {
    const fetch = guardedFetch({ ...asked, patience: PATIENCE })
    const response = await fetch(`${asked.endpoint.root}/api/show`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: asked.facts.model }),
    })
    return response.ok ? read(answer.parse(await response.json())) : null
  } catch {
    return null
  }
}

function read({ capabilities, model_info: info, parameters }: z.infer<typeof answer>): OllamaModel {
  const [, context] = Object.entries(info).find(([name]) => name.endsWith('.context_length')) ?? []
  const [, set] = /^num_ctx\s+(\d+)\s*$/m.exec(parameters) ?? []
  return { capabilities, context: tokens.parse(context) || null, set: tokens.parse(Number(set)) || null }
}
