// A newer Kith, from the notice to its first start, with what electron-updater really does on Linux: the program that ran is
// replaced by the one that was fetched, and that one starts. Only the program is a small one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { passingFolder } from '../support/passing-folder'
import { startUpdateFeed } from '../support/update-feed'
import type { UpdateFeed } from '../support/update-feed'
import { launchConnected } from './steps/connected'
import { expectAnswer, expectText, openNewThread, patience } from './steps/conversation'
import { askAndHoldBack } from './steps/held-answers'
import { closeSettings, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'

const about = (screen: Screen) => screen.page.getByRole('region', { name: 'About', exact: true })

describe.runIf(targets.includes('standin') && process.platform === 'linux')('an installed Kith', () => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  let feed: UpdateFeed
  let place: string
  const program = () => join(place, 'Kith.AppImage')
  const started = () => join(place, 'started')

  beforeAll(async () => {
    place = passingFolder('installed')
    mkdirSync(join(place, 'resources'))
    feed = await startUpdateFeed(`#!/bin/sh\necho "$APPIMAGE_SILENT_INSTALL" > '${started()}'\n`)
    writeFileSync(join(place, 'resources/app-update.yml'), feed.configuration)
    writeFileSync(program(), 'the Kith that runs')
    ;({ kith, server, screen } = await launchConnected('standin', {
      STANDIN_PACKAGED: '1',
      STANDIN_RESOURCES: join(place, 'resources'),
      APPIMAGE: program(),
      XDG_CACHE_HOME: join(place, 'cache'),
    }))
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
    await feed.close()
  })

  test('asks when it is told to, on the channel that is chosen, and says when there is nothing', async () => {
    await openSettings(screen)
    await expectText(about(screen), 'Nobody has asked')
    await screen.button('Only when I ask').click()
    await screen.button('Ask now').click()
    await screen.page.getByRole('alert').filter({ hasText: 'No version is published there' }).waitFor()
    expect(feed.asked.every((path) => path.startsWith('/latest-linux'))).toBe(true)

    feed.publish('latest', '0.0.1')
    await about(screen).getByRole('button', { name: 'Try again' }).click()
    await expectText(about(screen), 'This is the newest version')

    feed.publish('beta', '99.0.0-beta.1')
    await screen.button('Versions being tried out, too').click()
    await expectText(about(screen), 'Nobody has asked')
    await screen.button('Ask now').click()
    await expectText(about(screen), 'Kith 99.0.0-beta.1 is there.')
    expect(feed.asked.at(-1)).toMatch(/^\/beta-linux/)
  })

  test('tells of it once and quietly', async () => {
    await closeSettings(screen)
    const notice = screen.page.getByRole('main').getByText('Kith 99.0.0-beta.1 is there.')
    await notice.waitFor()
    await screen.button('Close this notice').click()
    await expect.poll(() => notice.count(), patience).toBe(0)
    await screen.page.reload()
    await screen.composer.waitFor()
    expect(await notice.count()).toBe(0)
  })

  test('throws away what is not what was published, and fetches it again', async () => {
    feed.isIntact = false
    await openSettings(screen)
    await screen.button('Fetch it').click()
    await screen.page.getByRole('alert').filter({ hasText: 'The update is not what was published' }).waitFor()
    feed.isIntact = true
    await about(screen).getByRole('button', { name: 'Try again' }).click()
    await expectText(about(screen), 'Kith 99.0.0-beta.1 is ready.')
    expect(readFileSync(program(), 'utf8')).toBe('the Kith that runs')
  })

  test('waits for the answer that is being written, then ends, and the new one starts in its place', async () => {
    await closeSettings(screen)
    await openNewThread(screen)
    const gate = await askAndHoldBack(screen, server, 'Count while a new version waits', { held: 3, all: 9 })
    await openSettings(screen)
    await screen.button('Install and start again').click()
    await expectText(about(screen), 'as soon as no answer is being written')
    await screen.button('Not now').click()
    await expectText(about(screen), 'is ready')
    await screen.button('Install and start again').click()
    await closeSettings(screen)
    expect(readFileSync(program(), 'utf8')).toBe('the Kith that runs')

    gate.openAll()
    await expect.poll(() => existsSync(started()), patience).toBe(true)
    expect(readFileSync(started(), 'utf8')).toBe('true\n')
    expect(readFileSync(program(), 'utf8')).toContain('#!/bin/sh')
    await kith.stop()

    // The answer was whole before Kith ended.
    screen = screenOf(await kith.restart())
    await screen.thread(/Count/).click()
    await expectAnswer(screen, 'complete')
  })
})

describeOn(targets)('a Kith that runs from its source (%s)', (target) => {
  test('says how new versions come', async () => {
    const kith = await launchKith({ target })
    const screen = screenOf(kith.page)
    await screen.composer.waitFor()
    await openSettings(screen)
    await expectText(about(screen), 'does not update itself')
    expect(await about(screen).getByRole('group', { name: 'Which' }).count()).toBe(0)
    await kith.stop()
  })
})
