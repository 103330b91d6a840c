import { grant } from '../../shared/contract/grants'
import type { Grant } from '../../shared/contract/grants'
import { toWireTime } from '../../shared/domain/wire-time'
import type { Database } from '../database/database.types'
import { allRows } from './all-rows'
import { countMemories } from './count-memories'
import { route } from './implement'

type Row = Database['public']['CompositeTypes']['ai_grant_view']

/** As the database gives them out at once. */
const PAGE = 200

export const grants = {
  list: route.grants.list.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await allRows(
      (last: Row | undefined) =>
        call('ai_list_grants', {
          persona_id: input.personaId ?? undefined,
          all_personas: false,
          max_rows: PAGE,
          after_created_at: last?.created_at ?? undefined,
          after_id: last?.grant_id ?? undefined,
        }),
      PAGE,
    )
    return rows.map(toGrant)
  }),

  givable: route.grants.givable.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await countMemories(call, { persona_id: input.personaId ?? undefined, all_personas: false })
    return rows.flatMap(({ memory_type: kind, status, deleted, count }) =>
      kind !== null && kind !== 'working' && status === 'active' && !deleted ? [{ kind, count: count ?? 0 }] : [],
    )
  }),

  give: route.grants.give.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { from, to } = input
    const given: Grant[] = []
    for (const kind of new Set(input.kinds)) {
      const rows = await call('ai_grant_memory', {
        grant_id: crypto.randomUUID(),
        from_persona: from ?? undefined,
        to_persona: to ?? undefined,
        memory_type: kind,
      })
      given.push(...rows.map(toGrant))
    }
    context.changes.tell({ kind: 'personas' })
    return given
  }),

  giveMemory: route.grants.giveMemory.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_grant_memory', {
      grant_id: crypto.randomUUID(),
      from_persona: input.from ?? undefined,
      to_persona: input.to ?? undefined,
      memory_id: input.memoryId,
    })
    context.changes.tell({ kind: 'personas' })
    return rows.map(toGrant)
  }),

  take: route.grants.take.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    await call('ai_revoke_grant', { grant_id: input.grantId })
    context.changes.tell({ kind: 'personas' })
  }),
}

function toGrant(row: Row): Grant {
  return grant.parse({
    id: row.grant_id,
    from: row.from_persona,
    to: row.to_persona,
    kind: row.memory_type,
    memory: row.memory_id === null ? null : { id: row.memory_id, content: row.memory_content ?? '' },
    count: row.shared_count ?? 0,
    givenAt: row.created_at && toWireTime(row.created_at),
  })
}
