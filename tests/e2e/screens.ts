// Takes pictures of the main states into docs/screens: light, dark, and narrow. By hand: see screens.config.ts.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { createGate, failure, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { ask, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { connectProvider, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { renameThread } from './steps/threads'

const folder = join(import.meta.dirname, '../../docs/screens')

const looks = [
  { look: 'light', colorScheme: 'light', size: { width: 1440, height: 900 } },
  { look: 'dark', colorScheme: 'dark', size: { width: 1440, height: 900 } },
  { look: 'narrow', colorScheme: 'light', size: { width: 390, height: 780 } },
] as const

const plan = `Yes, by a little: **14.5 km on the river path**, flat, at the pace where you can still talk.

| Week | Long run | Hills |
| --- | --- | --- |
| this | 14.5 km | none |
| next | 16 km | two, easy |

The rule I would use:

\`\`\`python
def next_long_run(weeks, cap=18):
    longest = max(w.longest for w in weeks[-3:])
    return min(longest + 1.5, cap)  # km, never two rises in a row
\`\`\`

If the knee speaks before Monday, skip Tuesday.`

describe('screens', () => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    await mkdir(folder, { recursive: true })
    server = await startModelServer()
    kith = await launchKith({ target: 'browser-host' })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  async function take(name: string) {
    for (const { look, colorScheme, size } of looks) {
      await screen.page.setViewportSize(size)
      await screen.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await screen.page.evaluate('document.fonts.ready')
      await screen.page.screenshot({ path: join(folder, `${name}-${look}.png`) })
    }
    await screen.page.setViewportSize(looks[0].size)
    await screen.page.emulateMedia({ colorScheme: 'light' })
  }

  test('takes them', async () => {
    await screen.button('Close this notice').click()
    await screen.composer.focus()
    await take('01-first-start')

    await screen.persona('Coach').click()
    await openNewThread(screen)
    await ask(screen, 'Remember that I run on Tuesdays, Thursdays and Saturdays')
    await screen.memory.getByRole('button', { name: 'Remember' }).waitFor()
    await take('02-proposal')
    await screen.memory.getByRole('button', { name: 'Remember' }).click()

    const provider = { kind: 'OpenAI-compatible', name: 'Workshop', address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })

    await openNewThread(screen)
    server.setScript({ text: plan })
    await ask(screen, 'The knee was quiet all week. Can I make Saturday longer?', 'If the knee speaks')
    await renameThread(screen, 'The knee was quiet', 'Half marathon in April')
    await screen.page.getByRole('heading', { name: 'Half marathon in April' }).waitFor()
    await screen.composer.focus()
    await take('03-answer')

    await openNewThread(screen)
    const gate = createGate()
    gate.open(20)
    server.setScript({ text: plan, gate })
    await say(screen, 'And how would you decide how much?')
    await gate.held()
    await expectText(screen.answer, 'river path')
    await take('04-streaming')
    await screen.button('Stop').click()
    await expectAnswer(screen, 'stopped')
    await take('05-stopped')
    gate.openAll()

    await openNewThread(screen)
    server.setScript(failure(401))
    await say(screen, 'Good. Write me a paragraph on the four.')
    await expectAnswer(screen, 'failed', 'did not accept the key')
    await take('06-error')

    await openSettings(screen)
    await take('07-settings')
    await screen.button('Add provider').click()
    await expect.poll(() => screen.button('Test connection').count(), patience).toBe(1)
    await take('08-provider')
  })
})
