import { metadataEntry } from '../../shared/contract/metadata'
import type { MetadataEntry, MetadataTarget } from '../../shared/contract/metadata'
import { KithError } from '../../shared/errors'
import type { Database } from '../database/database.types'
import { route } from './implement'

type Row = Database['public']['CompositeTypes']['ai_metadata_text']

const PAGE = 200
const BEGINNING = 1_000

export const metadata = {
  list: route.metadata.list.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    // One more than is shown tells whether there is another page.
    const rows = await call('ai_list_metadata_texts', {
      ...targetArgs(input.target),
      max_rows: PAGE + 1,
      max_length: BEGINNING,
      after_key: input.after,
    })
    const entries = rows.slice(0, PAGE).map(toEntry)
    return { entries, next: rows.length > PAGE ? (entries.at(-1)?.key ?? null) : null }
  }),

  get: route.metadata.get.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_list_metadata_texts', {
      ...targetArgs(input.target),
      key: input.key,
      max_length: 1_000_000,
    })
    return row ? toEntry(row) : null
  }),

  save: route.metadata.save.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_save_metadata_text', {
      ...targetArgs(input.target),
      key: input.key,
      value: input.value,
      expected_updated_at: input.changed,
    })
    if (!row) throw new KithError('CONFLICT', { reason: 'This entry was changed or removed elsewhere.' })
    return toEntry(row)
  }),

  remove: route.metadata.remove.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_take_metadata_text', {
      ...targetArgs(input.target),
      key: input.key,
      expected_updated_at: input.changed,
    })
    return row ? toEntry(row) : null
  }),
}

function targetArgs({ kind, id }: MetadataTarget) {
  switch (kind) {
    case 'thread':
      return { thread_id: id }
    case 'message':
      return { message_id: id }
    case 'memory':
      return { memory_id: id }
    case 'persona':
      return { persona_ref: id }
  }
}

function toEntry({ key, value, size, updated_at }: Row): MetadataEntry {
  return metadataEntry.parse({
    key,
    value,
    isWhole: new TextEncoder().encode(value ?? '').length >= (size ?? 0),
    size,
    changed: updated_at,
    by: key?.startsWith('kith.') ? 'kith' : key?.startsWith('mastra.') ? 'mastra' : 'owner',
  })
}
