// What one can do with a persona, from its row or its menu.
import { create } from 'zustand'
import type { Persona } from '../../../shared/contract/personas'
import { useForgetting } from '../../state/forgetting'
import { showMetadata } from '../../state/metadata'
import { useOpen } from '../../state/open'
import { showUndo } from '../../ui/Toaster'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries, rpc } from '../../wire/rpc'
import type { Template } from './templates/templates'
import { words } from './words'

interface PersonaActions {
  /** What is open over the window: what a new one begins with, the editor, or what a duplicate gets. */
  editing:
    | { kind: 'choose' }
    | { kind: 'new'; template: Template | null }
    | { kind: 'persona'; persona: Persona }
    | { kind: 'without' }
    | { kind: 'duplicate'; persona: Persona }
    | null
  /** Why something could not be done. */
  error: ErrorInWords | null
}

export const usePersonaActions = create<PersonaActions>()(() => ({ editing: null, error: null }))

export const addPersona = () => usePersonaActions.setState({ editing: { kind: 'choose' } })
export const beginPersona = (template: Template | null) =>
  usePersonaActions.setState({ editing: { kind: 'new', template } })
export const duplicatePersona = (persona: Persona) =>
  usePersonaActions.setState({ editing: { kind: 'duplicate', persona } })
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

/** Makes it and opens its editor. Repeatable with the same id; throws what main throws. */
export async function makeDuplicate(persona: Persona, newId: string, name: string): Promise<void> {
  const made = await rpc.personas.duplicate({ personaId: persona.id, newId, name })
  await readAgain()
  // Whoever has closed the dialog meanwhile stays where they are.
  if (usePersonaActions.getState().editing?.kind !== 'duplicate') return
  if (useOpen.getState().page === 'conversation') useOpen.getState().choosePersona(made.id)
  editPersona(made)
}

/** Takes it out of the list, goes to no persona if one was with it, and offers to undo. */
export async function archivePersona(persona: Persona): Promise<void> {
  const wasOpen = useOpen.getState().personaId === persona.id
  await trying(async () => {
    await rpc.personas.archive({ personaId: persona.id })
    if (wasOpen) chooseHere(null)
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

export async function restorePersona(persona: Persona, wasOpen = false): Promise<void> {
  await trying(async () => {
    await rpc.personas.restore({ personaId: persona.id })
    await readAgain()
    if (wasOpen) chooseHere(persona.id)
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

/** Whoever one is with changes; where one is does not. */
function chooseHere(personaId: string | null): void {
  const { page, choosePersona, openPage } = useOpen.getState()
  choosePersona(personaId)
  if (page !== 'conversation') openPage(page)
}

function focusRow(personaId: string | null): void {
  requestAnimationFrame(() => {
    // On a page of its own the row is not where one is; what one was at may be gone.
    if (useOpen.getState().page !== 'conversation') {
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>('main [data-pane-focus]')?.focus()
      return
    }
    document.querySelector<HTMLElement>(`[role=option][data-persona][data-value="${personaId ?? 'none'}"]`)?.focus()
  })
}
