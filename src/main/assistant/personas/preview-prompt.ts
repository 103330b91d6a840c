import { estimateTokenCount } from 'tokenx'
import type { Call } from '../../database/call'
import { renderNotes } from '../notes-in-prompt'
import { instructionsOf, WITHOUT_PERSONA } from '../prepare-prompt'

interface Previewed {
  /** Null without a persona. One that is not stored yet has no notes. */
  personaId: string | null
  name: string
  instructions: string
  notesTemplate: string
}

/** What a model is told before anything is said, word for word, with the notes as they are now. */
export async function previewPrompt(
  call: Call,
  { personaId, name, instructions, notesTemplate }: Previewed,
): Promise<{ system: string[]; tokens: number }> {
  const isStored =
    personaId === null ||
    (await call('ai_list_personas', { include_archived: true })).some(({ id }) => id === personaId)
  const [notes] = isStored ? await call('ai_get_working_memory', { persona_id: personaId ?? undefined }) : []
  const system = [
    personaId === null ? WITHOUT_PERSONA : instructionsOf({ name, instructions }),
    renderNotes(notes?.content ?? '', notesTemplate),
  ]
  return { system, tokens: estimateTokenCount(system.join('\n')) }
}
