// What tries to run, fetch or lead somewhere, as it is written into Kith: see src/shared/markdown/testing.
import { flag, hostilePayloads } from '../../../src/shared/markdown/testing/hostile-payloads'
import type { Screen } from './screen'

/** Short enough for a name. */
export const hostileName = `"><img src=x onerror=${flag}=1><b>\u202E{{x}}`

/** `alone`: those that stay what they are with nothing but a line break between them. @param origin where they lead to */
export function hostileTexts(origin: string, part: 'alone' | 'all'): string[] {
  return hostilePayloads(origin)
    .map(({ text }) => text)
    .filter((text) => part === 'all' || !/^(?:>|\|)/.test(text))
}

/** Makes a persona called so, and chooses it. */
export async function addHostilePersona({ page, button, personas }: Screen, instructions: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await button('New persona').click()
  await page.getByRole('button', { name: /^Write your own/ }).click()
  await dialog.getByLabel('Name', { exact: true }).fill(hostileName)
  await dialog.getByLabel('Instructions', { exact: true }).fill(instructions)
  await button('Save').click()
  await dialog.waitFor({ state: 'detached' })
  await personas.getByRole('option', { name: /onerror/ }).click()
}
