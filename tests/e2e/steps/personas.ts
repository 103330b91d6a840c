// Making personas, as their owner does.
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from './conversation'
import type { Screen } from './screen'

/** A row of the list of personas. */
export function personaRow(screen: Screen, name: string): Locator {
  return screen.page.getByRole('listbox', { name: 'Personas' }).getByRole('option', { name, exact: true })
}

/** Opens the editor from the menu of its row. */
export async function editPersona(screen: Screen, name: string): Promise<void> {
  await personaRow(screen, name).click({ button: 'right' })
  await screen.page.getByRole('menuitem', { name: 'Edit' }).click()
  await screen.page.getByRole('dialog').waitFor()
}

/** Chooses a model in a field of the editor. */
export async function chooseIn(screen: Screen, field: string, model: string): Promise<void> {
  const button = screen.page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${field} `) })
  await button.click()
  await screen.page.getByRole('menuitemradio', { name: model, exact: true }).click()
  await eventually(async () => expect(await button.innerText()).toContain(model))
}

export async function savePersona(screen: Screen): Promise<void> {
  await screen.button('Save').click()
  await eventually(async () => expect(await screen.page.getByRole('dialog').count()).toBe(0))
}
