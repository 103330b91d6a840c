import type { Page } from 'playwright-core'

/** Does what the palette calls so. It is loaded a moment after the window, so its field is waited for. */
export async function choose(page: Page, action: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog')
  await palette.getByRole('combobox').fill(action)
  await palette
    .getByRole('option', { name: new RegExp(`^${action}`) })
    .first()
    .click()
}
