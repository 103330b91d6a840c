// Looks for Ollama on this computer. Asked only when somebody is about to connect a provider; nothing is sent anywhere
// else, and nothing is connected by it.
import { z } from 'zod'
import type { FoundOllama } from '../../../shared/contract/settings'
import { timeLimit } from '../../../shared/time-limit'

const PATIENCE_MS = 1_000
const USUAL = '127.0.0.1:11434'

const tags = z.object({ models: z.array(z.object({ name: z.string() })) })

/** @param at Ollama's own setting, OLLAMA_HOST: counts only where it stays on this computer. */
export async function findOllama(
  at = process.env['OLLAMA_HOST'],
  fetch = globalThis.fetch,
): Promise<FoundOllama | null> {
  const baseUrl = loopbackAddress(at) ?? `http://${USUAL}`
  try {
    const signal = timeLimit(PATIENCE_MS)
    const response = await fetch(`${baseUrl}/api/tags`, { signal, redirect: 'error' })
    const found = tags.safeParse(await response.json())
    return response.ok && found.success ? { baseUrl, models: found.data.models.map(({ name }) => name) } : null
  } catch {
    return null
  }
}

function loopbackAddress(at: string | undefined): string | null {
  if (!at) return null
  const url = URL.parse(/^https?:\/\//.test(at) ? at : `http://${at}`)
  if (!url || !/^(127(\.\d+){3}|localhost|\[::1\])$/.test(url.hostname)) return null
  return `${url.protocol}//${url.hostname}:${url.port || '11434'}`
}
