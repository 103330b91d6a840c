// The folder everything lies in: owned by one Kith at a time, and not lost when a file in it is damaged.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import { ask, expectText } from './steps/conversation'
import { screenOf } from './steps/screen'
import { openThread } from './steps/threads'
import { describeOn, targets } from './targets'

describeOn(targets)('the data folder (%s)', (target) => {
  let dataFolder: string

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'kith-e2e-'))
  })
  afterEach(() => rm(dataFolder, { recursive: true, force: true }))

  // A second start of the desktop app brings the window of the first to the front, so the first is a browser host here. What a
  // second browser host does is in terminal.test.ts.
  test.skipIf(target === 'browser-host')(
    'a second Kith on the same folder says who has it, and the first goes on',
    async () => {
      const first = await launchKith({ target: 'browser-host', dataFolder })
      try {
        const screen = screenOf(first.page)
        await ask(screen, 'I was here first', /\S/)
        const pid = (await readFile(join(dataFolder, 'database', 'owner.pid'), 'utf8')).trim()

        const second = await launchKith({ target, dataFolder })
        try {
          const body = second.page.locator('body')
          await expectText(body, 'Another Kith is using this data folder')
          await expectText(body, `Process ${pid}`)
          await expectText(body, 'KITH_DATA')

          await ask(screen, 'And I am still here', /\S/)
          await first.stop()
          await second.page.getByRole('button', { name: 'Try again' }).click()
          const taken = screenOf(second.page)
          await openThread(taken, 'I was here first')
          await expectText(taken.questions.last(), 'And I am still here')
        } finally {
          await second.stop()
        }
      } finally {
        await first.stop()
      }
    },
  )

  test('settings that were half written are kept aside, and Kith starts and says so; all is its owner’s alone', async () => {
    const half = '{ "version": 1, "theme": "dark", "providers": [ { "id": "4b'
    await writeFile(join(dataFolder, 'settings.json'), half)
    const kith = await launchKith({ target, dataFolder })
    try {
      const screen = screenOf(kith.page)
      await screen.composer.waitFor()
      await expectText(screen.page.locator('body'), /settings could not be read/i)
      const aside = (await readdir(dataFolder)).filter((name) => /^settings\..+\.json$/.test(name))
      expect(aside).toHaveLength(1)
      expect(await readFile(join(dataFolder, aside[0]!), 'utf8')).toBe(half)
      await expectText(screen.page.locator('body'), aside[0]!)
      await ask(screen, 'Do you work?', /\S/)

      // Whatever mode the folder itself has, which was there before.
      const names = (await readdir(dataFolder)).filter((name) => !aside.includes(name))
      expect(names).toContain('database')
      const modes = await Promise.all(
        names.map(async (name) => ({ name, mode: (await stat(join(dataFolder, name))).mode })),
      )
      expect(modes.filter(({ mode }) => (mode & 0o077) !== 0)).toEqual([])
    } finally {
      await kith.stop()
    }
  })
})
