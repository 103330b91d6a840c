// Files of threads, as somebody might send them, and what a person does with them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { passingFolder } from '../../support/passing-folder'
import { choose } from './palette'

/** A message of a file. */
export function said(id: string, follows: string | null, text: string, more: object = {}) {
  return {
    id,
    follows,
    shown: true,
    role: 'user',
    status: 'complete',
    createdAt: '2025-03-04T05:00:00.000Z',
    content: { format: 2, parts: [{ type: 'text', text }] },
    metadata: {},
    ...more,
  }
}

export function fileOf(messages: readonly object[], more: object = {}) {
  const thread = { title: 'Tide tables', persona: null, createdAt: '2025-03-04T05:00:00.000Z', ...more }
  return { format: 'kith.thread', version: 1, savedAt: '2025-03-05T05:00:00.000Z', kith: '0.1.0', thread, messages }
}

export const fileWith = (messages: readonly object[], more: object = {}) => JSON.stringify(fileOf(messages, more))

export const openingDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Open a Kith file' })

/** As the system would: the event carries the file. */
export async function dropFile(page: Page, name: string, content: string): Promise<void> {
  await page.evaluate(`{
    const data = new DataTransfer()
    data.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}))
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
  }`)
  await openingDialog(page).waitFor()
}

export async function bringIn(page: Page): Promise<void> {
  await openingDialog(page).getByRole('button', { name: 'Bring it in' }).click()
  await openingDialog(page).waitFor({ state: 'detached' })
}

/** Saves the thread that is open, in the browser host. */
export async function saveAs(
  page: Page,
  kind: string,
): Promise<{ name: string; path: string; text: string; address: string }> {
  await choose(page, 'Save this thread as')
  const dialog = page.getByRole('dialog', { name: /^Save / })
  await dialog.getByRole('radio', { name: kind }).check()
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const download = await downloading
  // Under its name, by which a browser knows what it is.
  const path = join(passingFolder('saved'), download.suggestedFilename())
  await download.saveAs(path)
  await dialog.waitFor({ state: 'detached' })
  return { name: download.suggestedFilename(), path, text: readFileSync(path, 'utf8'), address: download.url() }
}
