// The report for whoever helps: it is seen before it is handed on.
import type { Page } from 'playwright-core'
import { expectText } from './conversation'

/** From a note about something that failed. */
export async function saveReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'See the report' }).click()
  const dialog = page.getByRole('dialog', { name: 'Report' })
  await expectText(dialog.getByRole('region', { name: 'Text of the report' }), 'newest migration: ')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expectText(dialog, 'The report is in')
}
