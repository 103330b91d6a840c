// Connecting a model in the settings, as its owner does.
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from './conversation'
import type { Screen } from './screen'

export interface NewProvider {
  kind: 'OpenAI' | 'OpenAI-compatible' | 'Ollama'
  name: string
  address: string
  key?: string
  /** The model to answer with from now on. */
  model: string
}

/** Adds it, tests the connection, saves it, and chooses its model. */
export async function connectProvider(screen: Screen, provider: NewProvider): Promise<void> {
  await openSettings(screen)
  await fillProvider(screen, provider)
  await screen.button('Test connection').click()
  await eventually(async () => expect(await field(screen, 'Models').inputValue()).toContain(provider.model))
  await saveProvider(screen)
  await closeSettings(screen)
  await chooseModel(screen, provider.model, provider.name)
}

export async function openSettings(screen: Screen): Promise<void> {
  await screen.button('Settings').click()
  await screen.button('Add provider').waitFor()
}

export async function closeSettings(screen: Screen): Promise<void> {
  await screen.button('Close settings').click()
  await screen.composer.waitFor()
}

export async function fillProvider(screen: Screen, provider: Omit<NewProvider, 'model'>): Promise<void> {
  await screen.button('Add provider').click()
  const kinds = screen.page.getByRole('group', { name: 'Kind of provider' })
  await kinds.getByRole('button', { name: provider.kind, exact: true }).click()
  // An account has a name in the settings, too.
  await screen.page.getByRole('form', { name: 'Add provider' }).getByLabel('Name', { exact: true }).fill(provider.name)
  await field(screen, 'Address').fill(provider.address)
  if (provider.key !== undefined) await field(screen, 'Key').fill(provider.key)
}

export async function saveProvider(screen: Screen): Promise<void> {
  await screen.button('Save').click()
  await eventually(async () => expect(await field(screen, 'Address').count()).toBe(0))
}

export function field(screen: Screen, name: string): Locator {
  return screen.page.getByLabel(name, { exact: true })
}

/** Without a provider: the practice model. */
export async function chooseModel(screen: Screen, model: string, provider?: string): Promise<void> {
  await screen.model.click()
  const menu = screen.page.getByRole('menu')
  const part = provider === undefined ? menu : menu.getByRole('group', { name: provider, exact: true })
  await part.getByRole('menuitemradio', { name: model, exact: true }).click()
  await eventually(async () => expect(await screen.model.innerText()).toContain(model))
}
