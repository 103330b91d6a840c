import { statistic } from '../../shared/contract/statistics'
import type { Statistic } from '../../shared/contract/statistics'
import type { Call } from '../database/call'
import { route } from './implement'
import { allRows } from './all-rows'
import { countMemories } from './count-memories'

interface Scope {
  personaId?: string | null | undefined
}

export const statistics = {
  get: route.statistics.get.handler(async ({ input, context }): Promise<Statistic> => {
    const { call } = await context.lifecycle.services()
    const { starts } = input
    const placeOf = (at: string | null) => starts.findIndex((start) => Date.parse(start) === Date.parse(at ?? ''))
    const usage = await readUsage(call, input, starts)
    const learned = await readLearned(call, input, starts)
    const kept = await readKept(call, input)
    const used = await call('ai_list_memories', {
      ...scopeArgs(input),
      statuses: ['active'],
      sort: 'most_used',
      max_rows: 11,
    })
    return statistic.parse({
      usage: usage.map((row) => ({
        place: placeOf(row.start_at),
        personaId: row.persona_id,
        currency: row.currency,
        runs: row.runs,
        inputTokens: row.input_tokens,
        outputTokens: row.output_tokens,
        cost: row.cost,
        unpricedRuns: row.unpriced_runs,
      })),
      learned: learned.map((row) => ({
        place: placeOf(row.start_at),
        kind: row.memory_type,
        count: row.count,
        automatic: row.automatic_count,
      })),
      kept,
      mostUsed: used
        .filter((row) => row.memory_type !== 'working' && (row.used_count ?? 0) > 0)
        .slice(0, 10)
        .map((row) => ({ id: row.memory_id, content: row.content, usedCount: row.used_count })),
    })
  }),
}

/** How functions are told of whose memories: left out, of all personas. */
export function scopeArgs({ personaId }: Scope): { persona_id?: string; all_personas: boolean } {
  return { ...(personaId && { persona_id: personaId }), all_personas: personaId === undefined }
}

const readUsage = (call: Call, scope: Scope, starts: string[]) =>
  allRows((last: { start_at: string | null; persona_id: string | null; currency: string | null } | undefined) =>
    call('ai_usage_statistics', {
      starts,
      ...scopeArgs(scope),
      ...(last && {
        after_start: last.start_at ?? undefined,
        after_persona: last.persona_id ?? undefined,
        after_currency: last.currency ?? undefined,
      }),
    }),
  )

const readLearned = (call: Call, scope: Scope, starts: string[]) =>
  allRows((last: { start_at: string | null; memory_type: string | null } | undefined) =>
    call('ai_learning_statistics', {
      starts,
      ...scopeArgs(scope),
      ...(last && { after_start: last.start_at ?? undefined, after_memory_type: last.memory_type ?? undefined }),
    }),
  )

/** Of what is in use, by kind. The notes are one text, and in every answer. */
async function readKept(call: Call, scope: Scope): Promise<Statistic['kept']> {
  const rows = await countMemories(call, scopeArgs(scope))
  const byKind = new Map<string, Statistic['kept'][number]>()
  for (const row of rows) {
    const kind = row.memory_type ?? ''
    if (row.status !== 'active' || row.deleted || kind === 'working') continue
    const sum = byKind.get(kind) ?? { kind, count: 0, recentlyUsed: 0, usedBefore: 0, neverUsed: 0 }
    const [count, recent, never] = [row.count ?? 0, row.recently_used_count ?? 0, row.never_used_count ?? 0]
    byKind.set(kind, {
      kind,
      count: sum.count + count,
      recentlyUsed: sum.recentlyUsed + recent,
      usedBefore: sum.usedBefore + count - recent - never,
      neverUsed: sum.neverUsed + never,
    })
  }
  return [...byKind.values()].toSorted((one, other) => other.count - one.count)
}
