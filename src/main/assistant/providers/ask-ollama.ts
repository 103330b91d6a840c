// What an Ollama says of one of its models.
import { z } from 'zod'
import type { Endpoint, ProviderFacts } from './endpoint'
import { guardedFetch } from './guarded-fetch'

const answer = z.object({ capabilities: z.array(z.string()) })

const PATIENCE = { firstByte: 3_000, idle: 3_000 }

/** Null when it does not say: it is older, or not there. */
export async function askOllama(asked: {
  endpoint: Endpoint
  facts: ProviderFacts
  key: string | null
}): Promise<string[] | null> {
  try {
    const fetch = guardedFetch({ ...asked, patience: PATIENCE })
    const response = await fetch(`${asked.endpoint.root}/api/show`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: asked.facts.model }),
    })
    return response.ok ? (answer.safeParse(await response.json()).data?.capabilities ?? null) : null
  } catch {
    return null
  }
}
