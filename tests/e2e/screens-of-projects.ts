// Pictures of what is seen with a project beside the database on this computer, of a database that can only be read, and of
// a start that failed. By hand, with the others: `npm run screens`.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { beforeAll, describe, expect, test } from 'vitest'
import { openRemoteProject } from '../../src/main/app/testing/remote-project'
import { sessionName } from '../../src/main/profiles/vault-of'
import { startAuthServer } from '../support/auth-server'
import { launchKith } from '../support/kith'
import { failure } from '../support/model-server'
import { signInForm, useProject } from './steps/accounts'
import { launchConnected } from './steps/connected'
import { ask, eventually, expectText } from './steps/conversation'
import { choose } from './steps/palette'
import { editPersona } from './steps/personas'
import { clearPictures, takePictures } from './steps/pictures'
import type { Look } from './steps/pictures'
import { screenOf } from './steps/screen'

const all: readonly Look[] = ['light', 'dark', 'narrow']

describe('screens', () => {
  beforeAll(() => clearPictures(30, 49))

  test('of signing in', async () => {
    const server = await startAuthServer()
    const dataFolder = mkdtempSync(join(tmpdir(), 'kith-e2e-'))
    useProject(dataFolder, server)
    const kith = await launchKith({ target: 'browser-host', dataFolder })
    await signInForm(kith.page).waitFor()
    await takePictures(kith.page, '30-sign-in', all, 'form')
    await server.close()
    const page = await kith.restart()
    await page.getByText('The server cannot be reached').waitFor()
    await takePictures(page, '31-sign-in-offline', all, 'h1')
    await kith.stop()
    rmSync(dataFolder, { recursive: true })
  })

  test('of a project', async () => {
    const project = await openRemoteProject()
    const kith = await launchKith({ target: 'browser-host' })
    const first = screenOf(kith.page)
    await first.composer.waitFor()
    await choose(kith.page, 'Profiles')
    await first.button('Add a project').click()
    const form = kith.page.getByRole('form', { name: 'Add a project' })
    await form.getByLabel('Name', { exact: true }).fill('Work')
    await form.getByRole('textbox', { name: 'Project URL' }).fill(project.url)
    await form.getByRole('textbox', { name: 'Publishable key' }).fill(project.publishableKey)
    await form.getByRole('button', { name: 'Plum' }).click()
    await takePictures(kith.page, '32-add-project', all, 'main header')
    await first.button('Save and open').click()
    const list = join(kith.dataFolder, 'profiles.json')
    await eventually(async () => expect(readFileSync(list, 'utf8')).toContain('Work'))
    await kith.stop()
    const { remotes } = JSON.parse(readFileSync(list, 'utf8')) as { remotes: { id: string }[] }
    const plain = await project.signUp(`${randomUUID()}@example.com`)
    const keys = { version: 1, secrets: { [sessionName(remotes[0]?.id ?? '')]: { plain } } }
    writeFileSync(join(kith.dataFolder, 'keys.json'), JSON.stringify(keys), { mode: 0o600 })

    const screen = screenOf(await kith.restart())
    await screen.composer.waitFor()
    await ask(screen, 'What did we agree on for Monday?')
    await screen.page.getByRole('button', { name: 'Profile: Work' }).click()
    await takePictures(screen.page, '33-project', ['light', 'dark'], '[role=menu]')
    await screen.page.keyboard.press('Escape')
    await project.goAway()
    await screen.composer.fill('And who brings the plan?')
    await screen.button('Send').click()
    await expectText(screen.page.locator('[data-offline]'), 'No connection to the project since')
    await takePictures(screen.page, '34-project-offline', all, 'main header')
    await kith.stop()
    await project.close()
  })

  test('of a persona that is tried out', async () => {
    const { kith, server, screen } = await launchConnected('browser-host')
    await editPersona(screen, 'Coach')
    const dialog = screen.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Try it', exact: true }).click()
    const said = dialog.getByRole('textbox', { name: 'Say something to try it' })
    server.setScript([
      { text: 'Two runs a week are enough to begin with: **Tuesday** and **Saturday**.' },
      failure(401),
    ])
    await said.fill('How often should I run?')
    await said.press('Enter')
    await expectText(dialog.getByRole('log'), 'Saturday')
    await said.fill('And how far?')
    await said.press('Enter')
    await expectText(dialog, 'did not accept the key')
    await takePictures(screen.page, '35-try-it', all, '[role=dialog]')
    await kith.stop()
    await server.close()
  })

  test('of an update that failed, and of a database that can only be read', async () => {
    const kith = await launchKith({ target: 'browser-host' })
    const before = screenOf(kith.page)
    await before.composer.waitFor()
    await ask(before, 'Remember that my dog is called Max')
    await kith.stop()
    await unlist(join(kith.dataFolder, 'database/pgdata'))
    const page = await kith.restart()
    await page.getByRole('button', { name: 'Keep the old version' }).waitFor()
    await takePictures(page, '36-update-failed', all, '[role=alert]')
    await page.getByRole('button', { name: 'Keep the old version' }).click()
    await screenOf(page).thread(/dog/).first().click()
    await expectText(page.locator('main'), 'This is your data as it was before the update')
    await takePictures(page, '37-read-only', all, 'main header')
    await kith.stop()
  })
})

/** The newest migration is there and not in the list: it cannot be applied once more. */
async function unlist(dataDir: string): Promise<void> {
  const db = await PGlite.create({ dataDir, extensions: { vector } })
  await db.query(
    'delete from supabase_migrations.schema_migrations where version = (select max(version) from supabase_migrations.schema_migrations)',
  )
  await db.close()
}
