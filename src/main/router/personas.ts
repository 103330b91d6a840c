import { persona, personaCard } from '../../shared/contract/personas'
import type { Persona, PersonaCard } from '../../shared/contract/personas'
import { readPersonaSettings, writePersonaSettings } from '../../shared/domain/persona-settings'
import { toWireTime } from '../../shared/domain/wire-time'
import { toStorableText } from '../../shared/domain/stored-text'
import { KithError } from '../../shared/errors'
import { changePersona } from '../assistant/personas/change-persona'
import { mergeChanges } from '../assistant/personas/merge-changes'
import type { PersonaContent } from '../assistant/personas/merge-changes'
import { keepPicture, leavePicture } from '../assistant/personas/picture-file'
import { tryPersona } from '../assistant'
import { previewPrompt } from '../assistant/personas/preview-prompt'
import type { Call } from '../database/call'
import type { Database, Json } from '../database/database.types'
import { route, stream } from './implement'
import type { RouterContext } from './context'

type Row = Database['public']['Tables']['ai_personas']['Row']
type Summary = Database['public']['CompositeTypes']['ai_persona_summary']

export const personas = {
  list: route.personas.list.handler(async ({ context }) => {
    const { call } = await context.lifecycle.services()
    return (await call('ai_list_personas', {})).map(toPersona)
  }),

  gallery: route.personas.gallery.handler(async ({ context }) => {
    const { call } = await context.lifecycle.services()
    const [rows, summaries] = await Promise.all([
      call('ai_list_personas', { include_archived: true }),
      call('ai_persona_summaries', {}),
    ])
    const byId = new Map(rows.map((row) => [row.id, row]))
    return summaries.flatMap((summary) => {
      const row = summary.persona_id === null ? null : byId.get(summary.persona_id)
      return row === undefined ? [] : [toCard(row, summary)]
    })
  }),

  get: route.personas.get.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const row = await storedPersona(call, input.personaId)
    if (!row) throw new KithError('NOT_FOUND', { kind: 'persona' })
    return toPersona(row)
  }),

  save: route.personas.save.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { base } = input
    const wished = storable(input)
    await keepPicture(call, wished.settings.picture)
    let pictureBefore: string | undefined
    let picture: string | undefined
    const rows = await changePersona(call, input.id, (before) => {
      pictureBefore = readPersonaSettings(before?.settings).settings.picture
      const { name, accent, instructions, settings } =
        base && before ? mergeChanges(base, toPersona(before), wished) : wished
      picture = settings.picture
      return { name, accent, instructions, settings: writePersonaSettings(before?.settings, settings) as Json }
    })
    await leavePicture(call, pictureBefore, picture)
    return told(rows, context)
  }),

  duplicate: route.personas.duplicate.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { personaId, newId, name } = input
    return told(
      await call('ai_duplicate_persona', { id: personaId, new_id: newId, name: toStorableText(name) }),
      context,
    )
  }),

  archive: route.personas.archive.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    told(await call('ai_archive_persona', { id: input.personaId }), context)
  }),

  restore: route.personas.restore.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    return told(await call('ai_restore_persona', { id: input.personaId }), context)
  }),

  try: route.personas.try.handler(async ({ input, context, signal }) => {
    const { call } = await context.lifecycle.services()
    const { settings, prices } = context
    return stream(tryPersona({ call, settings, prices }, input, signal), context)
  }),

  preview: route.personas.preview.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    return previewPrompt(call, input)
  }),
}

function storable({ name, accent, instructions, settings }: PersonaContent): PersonaContent {
  const { notesTemplate } = settings
  return {
    name: toStorableText(name),
    accent,
    instructions: toStorableText(instructions),
    settings: { ...settings, ...(notesTemplate !== undefined && { notesTemplate: toStorableText(notesTemplate) }) },
  }
}

async function storedPersona(call: Call, id: string): Promise<Row | undefined> {
  return (await call('ai_list_personas', { include_archived: true })).find((row) => row.id === id)
}

function told([row]: Row[], context: RouterContext): Persona {
  if (!row) throw new KithError('NOT_FOUND', { kind: 'persona' })
  context.changes.tell({ kind: 'personas' })
  return toPersona(row)
}

function toPersona(row: Row): Persona {
  return persona.parse({ ...row, ...readPersonaSettings(row.settings) })
}

function toCard(row: Row | null, summary: Summary): PersonaCard {
  return personaCard.parse({
    persona: row && toPersona(row),
    isArchived: row?.archived_at != null,
    madeAt: row && toWireTime(row.created_at),
    threads: summary.thread_count,
    memories: summary.memory_count,
    proposals: summary.proposal_count,
    lastMessageAt: summary.last_message_at && toWireTime(summary.last_message_at),
  })
}
