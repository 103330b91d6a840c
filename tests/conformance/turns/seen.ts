// What a person sees of an answer, in words. Of one that failed, the code must be that of the method and of the failure.
import { expect } from 'vitest'
import type { Outcome } from './computer'
import type { Failure } from './network'

const kinds: Record<Failure, string> = {
  offline: 'OFFLINE',
  expired: 'NOT_SIGNED_IN',
  broken: 'FAILED',
  unanswered: 'OFFLINE',
}

/** Where Mastra wraps an error so that its code is lost, the words tell it apart. */
const words: Record<Failure, RegExp> = {
  offline: /fetch failed/,
  expired: /PGRST30\d|PT401/,
  broken: /57014/,
  unanswered: /fetch failed/,
}

export function seen({ chunks, finishReason, error }: Outcome, how: Failure): string {
  const ids = idsOf(error)
  const code = ids.find((id) => id.startsWith('MASTRA_STORAGE_KITH_'))
  if (code) {
    expect(code).toMatch(new RegExp(`_${kinds[how]}$`))
    return `refused: ${code.slice('MASTRA_STORAGE_KITH_'.length, -kinds[how].length - 1)}`
  }
  if (ids.includes('AGENT_RESUME_NO_SNAPSHOT_FOUND')) return 'is over'
  if (ids.includes('PROCESSOR_WORKFLOW_FAILED')) {
    expect(error?.message).toMatch(words[how])
    expect(finishReason).toBe('error')
    return 'answered, not saved'
  }
  if (finishReason === 'suspended') return 'waits for an approval'
  if (error || finishReason !== 'stop') return `${finishReason}: ${error?.message}`
  return chunks.includes('tool-error') ? 'answered, and told of the notes' : 'answered'
}

/** Of an error and of what caused it. */
export function idsOf(error: unknown): string[] {
  const ids: string[] = []
  // What Mastra keeps as a cause is an error's JSON, in which its id is called code.
  for (let at = error; typeof at === 'object' && at !== null && ids.length < 8; at = 'cause' in at ? at.cause : null) {
    const { id, code } = at as { id?: string; code?: string }
    ids.push(id ?? code ?? '')
  }
  return ids
}
