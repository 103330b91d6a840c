import { persona } from '../../shared/contract/personas'
import type { Persona } from '../../shared/contract/personas'
import { readPersonaSettings, writePersonaSettings } from '../../shared/domain/persona-settings'
import { toStorableText } from '../../shared/domain/stored-text'
import { KithError } from '../../shared/errors'
import { changePersona } from '../assistant/personas/change-persona'
import { previewPrompt } from '../assistant/personas/preview-prompt'
import type { Call } from '../database/call'
import type { Database, Json } from '../database/database.types'
import { route } from './implement'
import type { RouterContext } from './context'

type Row = Database['public']['Tables']['ai_personas']['Row']

export const personas = {
  list: route.personas.list.handler(async ({ context }) => {
    const { call } = await context.lifecycle.services()
    return (await call('ai_list_personas', {})).map(toPersona)
  }),

  get: route.personas.get.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const row = await storedPersona(call, input.personaId)
    if (!row) throw new KithError('NOT_FOUND', { kind: 'persona' })
    return toPersona(row)
  }),

  save: route.personas.save.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { notesTemplate } = input.settings
    const settings = {
      ...input.settings,
      ...(notesTemplate !== undefined && { notesTemplate: toStorableText(notesTemplate) }),
    }
    const rows = await changePersona(call, input.id, (before) => ({
      name: toStorableText(input.name),
      accent: input.accent,
      instructions: toStorableText(input.instructions),
      settings: writePersonaSettings(before?.settings, settings) as Json,
    }))
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

  preview: route.personas.preview.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    return previewPrompt(call, input)
  }),
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
