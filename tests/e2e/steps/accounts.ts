// Signing in to a project, as its owner does.
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { AuthServer } from '../../support/auth-server'
import { eventually } from './conversation'

/** Makes a project the profile that a start with this data folder opens. */
export function useProject(dataFolder: string, server: Pick<AuthServer, 'url' | 'key'>): void {
  const id = randomUUID()
  const remote = { id, name: 'Work', colour: 'lagoon', url: server.url, publishableKey: server.key }
  const document = {
    version: 1,
    device: randomUUID(),
    openId: id,
    embedded: { name: '', colour: 'graphite' },
    remotes: [remote],
  }
  writeFileSync(join(dataFolder, 'profiles.json'), JSON.stringify(document))
}

export const signInForm = (page: Page) => page.getByRole('form', { name: 'Sign in', exact: true })

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  const form = signInForm(page)
  await form.getByLabel('E-mail').fill(email)
  await form.getByLabel('Password').fill(password)
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The newest link that went to somebody. */
export async function linkTo(server: AuthServer, email: string, count = 1): Promise<string> {
  const mails = () => server.mails.filter((mail) => mail.to === email)
  await eventually(async () => expect(mails()).toHaveLength(count))
  return mails().at(-1)?.link ?? ''
}

/** Opens an address in a tab of its own, as a mail program does. @returns the tab, when it has come to rest */
export async function openTab(page: Page, address: string): Promise<Page> {
  const tab = await page.context().newPage()
  await tab.goto(address)
  return tab
}
