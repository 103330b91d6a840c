// What one can do with a persona, from its row or its menu.
import { create } from 'zustand'
import type { Persona } from '../../../shared/contract/personas'
import { PERSONA_NAME_LIMIT } from '../../../shared/domain/limits'
import { useForgetting } from '../../state/forgetting'
import { showMetadata } from '../../state/metadata'
import { useOpen } from '../../state/open'
import { showUndo } from '../../ui/Toaster'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries, rpc } from '../../wire/rpc'
import { words } from './words'

interface PersonaActions {
  /** What the editor is open for. */
  editing: { kind: 'new' } | { kind: 'persona'; persona: Persona } | { kind: 'without' } | null
  /** Why something could not be done. */
  error: ErrorInWords | null
}

export const usePersonaActions = create<PersonaActions>()(() => ({ editing: null, error: null }))

export const addPersona = () => usePersonaActions.setState({ editing: { kind: 'new' } })
export const forgetError = () => usePersonaActions.setState({ error: null })

/** Null: how it answers without one. */
export function editPersona(persona: Persona | null): void {
  usePersonaActions.setState({ editing: persona ? { kind: 'persona', persona } : { kind: 'without' } })
}

export function showPersonaMetadata({ id, name }: Persona): void {
  showMetadata({ target: { kind: 'persona', id }, name })
}

/** @param personaId whose row takes the focus. */
export function closeEditor(personaId: string | null): void {
  usePersonaActions.setState({ editing: null })
  focusRow(personaId)
}

export async function duplicatePersona(persona: Persona): Promise<void> {
  await trying(async () => {
    const name = words.copyOf(persona.name).slice(0, PERSONA_NAME_LIMIT)
    const made = await rpc.personas.duplicate({ personaId: persona.id, newId: crypto.randomUUID(), name })
    await readAgain()
    useOpen.getState().choosePersona(made.id)
    editPersona(made)
  })
}

/** Takes it out of the list, goes to no persona if one was with it, and offers to undo. */
export async function archivePersona(persona: Persona): Promise<void> {
  const wasOpen = useOpen.getState().personaId === persona.id
  await trying(async () => {
    await rpc.personas.archive({ personaId: persona.id })
    if (wasOpen) useOpen.getState().choosePersona(null)
    await readAgain()
    focusRow(wasOpen ? null : useOpen.getState().personaId)
    showUndo(words.archived(persona.name), words.undo, () => void restorePersona(persona, wasOpen))
  })
}

/** Asks whether it is to be forgotten for good, with everything it has. */
export function forgetPersona(persona: Persona): void {
  useForgetting.getState().begin({
    target: { kind: 'persona', personaId: persona.id },
    name: words.withEverything(persona.name),
    onGone() {
      if (useOpen.getState().personaId === persona.id) useOpen.getState().choosePersona(null)
    },
  })
}

async function restorePersona(persona: Persona, wasOpen: boolean): Promise<void> {
  await trying(async () => {
    await rpc.personas.restore({ personaId: persona.id })
    await readAgain()
    if (wasOpen) useOpen.getState().choosePersona(persona.id)
    focusRow(persona.id)
  })
}

async function trying(act: () => Promise<void>): Promise<void> {
  forgetError()
  try {
    await act()
  } catch (error) {
    usePersonaActions.setState({ error: wordsOf(error) })
  }
}

export function readAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: queries.personas.key() })
}

function focusRow(personaId: string | null): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[role=option][data-persona][data-value="${personaId ?? 'none'}"]`)?.focus()
  })
}
