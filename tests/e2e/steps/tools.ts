// Servers of tools in the settings, and the card that asks, as their owner uses them.
import { resolve } from 'node:path'
import { expect } from 'vitest'
import { eventually } from './conversation'
import { closeSettings, field, openSettings } from './providers'
import type { Screen } from './screen'

const script = resolve(import.meta.dirname, '../../support/mcp-server/stdio.mjs')

/** Adds the test server, tries it, saves it, and lets the persona that is open use it. */
export async function addServer(screen: Screen, name = 'Desk'): Promise<void> {
  await openSettings(screen)
  await screen.button('Add a server').click()
  const form = screen.page.getByRole('form', { name: 'Add a server' })
  await form.getByLabel('Name', { exact: true }).fill(name)
  await field(screen, 'Program').fill(process.execPath)
  await field(screen, 'Arguments').fill(script)
  await form.getByRole('button', { name: 'Test', exact: true }).click()
  await form.getByText('It answers, with 2 tools:').waitFor()
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  const box = screen.page.getByRole('checkbox', { name })
  await box.check()
  await screen.page.getByLabel('May write be used?').waitFor()
  await closeSettings(screen)
}

export function card(screen: Screen) {
  return screen.page.locator('[data-approval]')
}

/** Waits for the card, and presses one of its buttons. */
export async function sayOnCard(screen: Screen, button: string): Promise<void> {
  await card(screen).getByRole('button', { name: button, exact: true }).click()
}

export async function expectNoCard(screen: Screen): Promise<void> {
  await eventually(async () => expect(await card(screen).count()).toBe(0))
}
