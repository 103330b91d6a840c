// A project beside the database on this computer, as a person meets it.
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRemoteProject } from '../../src/main/app/testing/remote-project'
import type { RemoteProject } from '../../src/main/app/testing/remote-project'
import { sessionName } from '../../src/main/profiles/vault-of'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { ask, eventually, expectText, openNewThread } from './steps/conversation'
import { choose } from './steps/palette'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget } from './targets'

describeOn(oneTarget)('profiles (%s)', (target) => {
  let project: RemoteProject
  let kith: Kith
  let page: Page
  let screen: Screen

  beforeAll(async () => {
    project = await openRemoteProject()
    kith = await launchKith({ target })
    page = kith.page
    screen = screenOf(page)
    await screen.composer.waitFor()
  })
  afterAll(async () => {
    await kith.stop()
    await project.close()
  })

  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const alert = () => page.getByRole('alert').first()
  const mark = () => page.locator('[data-profile-mark]')

  /** As somebody does who has signed in before. */
  async function keepSession(): Promise<void> {
    const profiles = JSON.parse(readFileSync(join(kith.dataFolder, 'profiles.json'), 'utf8')) as {
      remotes: { id: string }[]
    }
    const path = join(kith.dataFolder, 'keys.json')
    const session = await project.signUp(`${randomUUID()}@example.com`)
    const name = sessionName(profiles.remotes[0]?.id ?? '')
    writeFileSync(path, JSON.stringify({ version: 1, secrets: { [name]: { plain: session } } }), { mode: 0o600 })
  }

  async function addProject(key: string): Promise<void> {
    await choose(page, 'Profiles')
    await screen.button('Add a project').click()
    // An account has a name in the settings, too.
    await page.getByRole('form', { name: 'Add a project' }).getByLabel('Name', { exact: true }).fill('Work')
    await field('Project URL').fill(project.url)
    await field('Publishable key').fill(key)
    await page.getByRole('button', { name: 'Plum' }).click()
  }

  test('refuses a secret key and one the project does not know, in words, before anything is kept', async () => {
    await addProject('sb_secret_of_everything')
    await screen.button('Test connection').click()
    await expectText(alert(), 'This key opens everything')
    await field('Publishable key').fill('sb_publishable_of_another')
    await screen.button('Test connection').click()
    await expectText(alert(), 'The project does not know this key')
    await field('Publishable key').fill(project.publishableKey)
    await screen.button('Test connection').click()
    await page.getByText('It answers, and Kith’s tables are there.').waitFor()
  })

  test('opens the project under its name, and comes back; what is written and not sent stays where it was', async () => {
    await screen.button('Close settings').click()
    // What was entered and not saved is not given up without asking.
    await screen.button('Discard').click()
    await openNewThread(screen)
    await screen.composer.fill('Written at home')
    expect(await mark().count()).toBe(0)
    await addProject(project.publishableKey)
    await screen.button('Save and open').click()
    // Whoever has no session yet is asked for one; this one had signed in before.
    await eventually(async () => expect(readFileSync(join(kith.dataFolder, 'profiles.json'), 'utf8')).toContain('Work'))
    await kith.stop()
    await keepSession()
    page = await kith.restart()
    screen = screenOf(page)
    await screen.composer.waitFor()
    await expectText(mark(), 'Work')
    await expectText(page.locator('main'), 'Everything lies in the project at 127.0.0.1')
    await openNewThread(screen)
    expect(await screen.composer.inputValue()).toBe('')
    await ask(screen, 'Said at work')
    await screen.composer.fill('Written at work')

    await page.getByRole('button', { name: 'Profile: Work' }).click()
    await page.getByRole('menuitemradio', { name: 'This computer' }).click()
    await eventually(async () => expect(await screen.composer.inputValue()).toBe('Written at home'))
    expect(await screen.thread(/^Said at work/).count()).toBe(0)
    expect(await mark().count()).toBe(0)

    await choose(page, 'Switch to Work')
    await eventually(async () => expect(await screen.composer.inputValue()).toBe('Written at work'))
    await screen.thread(/^Said at work/).waitFor()
  })

  test('while the project is gone a message waits in view, over a restart too, and is sent once', async () => {
    await project.goAway()
    await screen.composer.fill('Said without a connection')
    await screen.button('Send').click()
    const waiting = page.locator('[data-waiting]')
    await expectText(waiting, 'Said without a connection')
    await expectText(waiting, 'Waiting: it is sent when the project can be reached')
    await expectText(page.locator('[data-offline]'), 'No connection to the project since')
    page = await kith.restart()
    screen = screenOf(page)
    await expectText(page.locator('[data-offline]'), '1 message waits')

    // What cannot be read is said quietly, and signing out is there all the same.
    await choose(page, 'Open your account')
    const account = page.getByRole('region', { name: 'Account', exact: true })
    await expectText(account, 'there is no connection to the project')
    expect(await account.getByRole('alert').count()).toBe(0)
    await account.getByRole('button', { name: 'Sign out everywhere', exact: true }).click()
    await expectText(account.getByRole('alert'), /\S/)
    await account.getByRole('button', { name: 'Sign out here' }).waitFor()
    await screen.button('Close settings').click()

    await project.comeBack()
    await screen.page.getByRole('button', { name: 'Try now' }).click()
    await eventually(async () => expect(await page.locator('[data-offline]').count()).toBe(0))
    const rows = await project.sql(
      `select count(*)::int as n from public.ai_messages where content::text like '%Said without a connection%' and role = 'user'`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('an older or newer schema is said in words, with the way on', async () => {
    const list = 'supabase_migrations.schema_migrations'
    await project.sql(`insert into ${list} (version, statements) values ('29990101000000', array['select kith.x()'])`)
    page = await kith.restart()
    await expectText(page.getByRole('alert').first(), 'newer Kith')
    await project.sql(`delete from ${list} where version >= '20261130010000'`)
    page = await kith.restart()
    await expectText(page.getByRole('alert').first(), 'older than this Kith')
    await page.getByText('supabase migration up').waitFor()
    await page.getByRole('button', { name: 'Copy the SQL' }).waitFor()
    await page.getByRole('button', { name: 'Go to This computer' }).click()
    await screenOf(page).composer.waitFor()
  })
})
