// Whatever happens to the database: its owner is told, and has a way on that loses nothing.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPglite } from '../../src/main/embedded/start-pglite'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, openNewThread } from './steps/conversation'
import { closeSettings, openSettings } from './steps/providers'
import { saveReport } from './steps/report'
import { screenOf } from './steps/screen'
import { openThread } from './steps/threads'
import { describeOn, targets } from './targets'

describeOn(targets)('ways on (%s)', (target) => {
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

  const inDatabase = async (beginning: string) =>
    (await readdir(join(dataFolder, 'database'))).filter((name) => name.startsWith(beginning))

  test('a backup is made and gone back to, while Kith runs and when the database is damaged', async () => {
    const screen = screenOf(kith.page)
    await ask(screen, 'Before the backup', /\S/)
    await openSettings(screen)
    await screen.button('Back up now').click()
    const goBack = screen.page.getByRole('button', { name: /^Go back to / })
    await eventually(async () => expect(await goBack.count()).toBe(1))
    await closeSettings(screen)
    await openNewThread(screen)
    await ask(screen, 'After the backup', /\S/)

    await openSettings(screen)
    await goBack.click()
    await screen.page.getByRole('alertdialog').getByRole('button', { name: 'Go back' }).click()
    await expectText(screen.page.locator('body'), 'Everything is as it was on')
    await eventually(async () => expect(await screen.threads.getByRole('option').count()).toBe(1))
    await screen.button('Close settings').click()
    await expectText(screen.page.locator('body'), 'This thread is not here any more')
    await openThread(screen, 'Before the backup')
    expect(await inDatabase('pgdata.before-restore-')).toHaveLength(1)

    await kith.stop()
    const controlFile = join(dataFolder, 'database/pgdata/global/pg_control')
    await writeFile(controlFile, Buffer.alloc((await readFile(controlFile)).length))
    const again = screenOf(await kith.restart())
    await expectText(again.page.locator('body'), 'The database is damaged')
    await expectAccessible(again.page)
    await again.page.getByRole('button', { name: /^Go back to / }).click()
    await openThread(again, 'Before the backup')
    expect(await inDatabase('pgdata.broken-')).toHaveLength(1)
  })

  test('after an update that failed: a report, the old version to read, and an empty beginning beside it', async () => {
    const screen = screenOf(kith.page)
    await ask(screen, 'Worth keeping', /\S/)
    await kith.stop()
    await changeOneThatWasApplied(join(dataFolder, 'database/pgdata'))

    const { page } = screenOf(await kith.restart())
    const body = page.locator('body')
    await expectText(body, 'Kith could not update its database')
    await expectText(body, 'Nothing was changed.')
    await saveReport(page)
    const [report] = (await readdir(dataFolder)).filter((name) => name.startsWith('report-'))
    const written = await readFile(join(dataFolder, report ?? ''), 'utf8')
    expect(written).toContain('failure: MIGRATION_FAILED')
    expect(written).not.toContain('Worth keeping')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Keep the old version' }).click()
    const old = screenOf(page)
    await openThread(old, 'Worth keeping')
    await expectText(body, 'nothing can be changed')
    expect(await old.composer.count()).toBe(0)

    await old.button('Try the update again').click()
    await expectText(body, 'Kith could not update its database')
    await old.button('Start clean beside it').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Start clean' }).click()
    await old.composer.waitFor()
    await eventually(async () => expect(await old.threads.getByRole('option').count()).toBe(0))
    const [kept] = await inDatabase('kept-')
    expect(await readdir(join(dataFolder, 'database', kept ?? ''))).toContain('pgdata')
  })
})

/** As if this Kith had another text for a migration than the one that was applied: it refuses to go on. */
async function changeOneThatWasApplied(dataDir: string): Promise<void> {
  const db = await startPglite(dataDir)
  await db.exec(`update supabase_migrations.schema_migrations set statements[1] = 'select 1'
    where version = (select min(version) from supabase_migrations.schema_migrations)`)
  // By which a start knows that it need not look.
  await db.exec('comment on schema supabase_migrations is null')
  await db.close()
}
