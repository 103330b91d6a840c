// What is around the backups: what went wrong with them, and what going back has left behind.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPglite } from '../../src/main/embedded/start-pglite'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { ask, eventually, expectText } from './steps/conversation'
import { openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import { openThread } from './steps/threads'
import { describeOn, targets } from './targets'

describeOn(targets)('what is around the backups (%s)', (target) => {
  let dataFolder: string
  let kith: Kith

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'kith-e2e-'))
    kith = await launchKith({ target, dataFolder })
  })
  afterEach(async () => {
    await kith.stop()
    await rm(dataFolder, { recursive: true, force: true })
  })

  const aside = async () =>
    (await readdir(join(dataFolder, 'database'))).filter((name) => name.startsWith('pgdata.before-restore-'))

  test('a backup of a damaged database is told, and what going back left is gone back to, and removed', async () => {
    const screen = screenOf(kith.page)
    await screen.composer.waitFor()
    await openSettings(screen)
    await screen.button('Back up now').click()
    const goBack = screen.page.getByRole('button', { name: /^Go back to / })
    await eventually(async () => expect(await goBack.count()).toBe(1))
    await screen.button('Close settings').click()
    await ask(screen, 'After the backup', /\S/)
    await openSettings(screen)
    await goBack.click()
    await screen.page.getByRole('alertdialog').getByRole('button', { name: 'Go back' }).click()
    await expectText(screen.page.locator('body'), 'Your data before you went back to a backup')
    expect(await aside()).toHaveLength(1)

    await goBack.nth(1).click()
    await screen.page.getByRole('alertdialog').getByRole('button', { name: 'Go back' }).click()
    await eventually(async () => expect(await aside()).toHaveLength(2))
    await openThread(screen, 'After the backup')
    await openSettings(screen)
    const remove = screen.page.getByRole('button', { name: /^Remove: / })
    await eventually(async () => expect(await remove.count()).toBe(2))
    for (const left of [1, 0]) {
      await remove.first().click()
      await screen.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
      await eventually(async () => expect(await aside()).toHaveLength(left))
      await eventually(async () => expect(await remove.count()).toBe(left))
    }

    await kith.stop()
    const folder = join(dataFolder, 'database/backups')
    const [manifest = ''] = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    const stored = JSON.parse(await readFile(join(folder, manifest), 'utf8')) as object
    await writeFile(join(folder, manifest), JSON.stringify({ ...stored, damagedFiles: ['base/5/1259'] }))
    const again = screenOf(await kith.restart())
    await expectText(again.page.locator('body'), 'found damaged parts in your database')
    await picture(again.page, 'notice')
    await again.button('Open the backups').click()
    await again.button('Back up now').waitFor()
    await picture(again.page, 'settings')
  })

  test('where there are two accounts, one is chosen by keyboard, and opened at the next start', async () => {
    await screenOf(kith.page).composer.waitFor()
    await kith.stop()
    const db = await startPglite(join(dataFolder, 'database/pgdata'))
    await db.exec(`
      insert into auth.users (instance_id, id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
      select instance_id, gen_random_uuid(), aud, role, 'b@local.invalid', raw_app_meta_data, '{"name": "Berta"}', now(), now()
      from auth.users`)
    await db.close()
    const { page } = screenOf(await kith.restart())
    await expectText(page.locator('body'), 'Whose Kith is this?')
    await picture(page, 'accounts')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await screenOf(page).composer.waitFor()
    expect(JSON.parse(await readFile(join(dataFolder, 'settings.json'), 'utf8'))).toHaveProperty('localAccount')
    await screenOf(await kith.restart()).composer.waitFor()
  })
})

async function picture(page: Kith['page'], name: string): Promise<void> {
  const folder = process.env.KITH_PICTURES
  if (!folder) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
  }
}
