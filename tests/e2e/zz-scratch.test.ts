import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPglite } from '../../src/main/embedded/start-pglite'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { makeLongThread } from '../support/long-thread'
import { expectAccessible } from './steps/axe'
import { ask } from './steps/conversation'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'

describe('look', () => {
  let kith: Kith
  let screen: Screen
  beforeAll(async () => {
    kith = await launchKith({ target: 'browser-host' })
    screen = screenOf(kith.page)
    await screen.persona('Coach').click()
    await ask(screen, 'My knee hurts two days after running downhill, on the stairs.')
    await ask(screen, 'Remember that my left knee answers on the second day')
    await screen.page
      .getByRole('button', { name: 'Remember' })
      .first()
      .click()
      .catch(() => {})
    await kith.stop()
    await makeLongThread(kith.dataFolder, { messages: 600 })
    const db = await startPglite(join(kith.dataFolder, 'database/pgdata'))
    await db.query(
      `insert into public.ai_metadata (user_id, thread_id, key, value) select user_id, thread_id, 'injury', '"left knee"' from public.ai_threads limit 1`,
    )
    await db.query(
      `insert into public.ai_metadata (user_id, thread_id, key, value) select user_id, thread_id, 'tags', '["heron", "knee"]' from public.ai_threads where title = 'A long conversation'`,
    )
    await db.query(
      `insert into public.ai_threads (thread_id, user_id, title) select gen_random_uuid(), id, 'Knee <img src=x onerror=alert(1)> ' || repeat('very long title ', 9) from auth.users limit 1`,
    )
    await db.query(
      `insert into public.ai_memory (user_id, memory_type, content, status) select id, 'fact', 'Ana''s knee حدود הברך ' || repeat('kneeknee', 200), 'active' from auth.users limit 1`,
    )
    await db.query(
      `insert into public.ai_memory (user_id, memory_type, content, status) select id, 'preference', 'עם הברך knee הכואבת', 'archived' from auth.users limit 1`,
    )
    await db.close()
    await kith.restart()
    screen = screenOf(kith.page)
    screen.page.on('console', (message) => console.log('console', message.type(), message.text().slice(0, 300)))
    screen.page.on('pageerror', (error) => console.log('pageerror', error.message))
  }, 120_000)
  afterAll(() => kith.stop())
  async function take(name: string) {
    for (const [look, width, height, scheme] of [
      ['light', 1280, 850, 'light'],
      ['dark', 1280, 850, 'dark'],
      ['narrow', 480, 800, 'light'],
    ] as const) {
      await screen.page.setViewportSize({ width, height })
      await screen.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await screen.page.waitForTimeout(300)
      await screen.page.screenshot({ path: `/tmp/shots/${name}-${look}.png` })
    }
    await screen.page.setViewportSize({ width: 1280, height: 850 })
    await screen.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  }
  test('search', async () => {
    const { page } = screen
    await screen.persona('Coach').waitFor()
    await page.keyboard.press('ControlOrMeta+Shift+f')
    await page.getByRole('combobox', { name: 'Search everything' }).waitFor()
    await page.waitForTimeout(500)
    await take('empty')
    await page.keyboard.type('knee')
    await page.waitForTimeout(900)
    await take('knee')
    await expectAccessible(page)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('role:me has:code after:2020 tag:nothing x')
    await page.waitForTimeout(900)
    await take('chips')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Backspace')
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('Backspace')
    await page.keyboard.type('heron patience')
    await page.waitForTimeout(900)
    for (let i = 0; i < 30; i += 1) await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(300)
    await take('heron')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(1200)
    await take('opened')
    await page.keyboard.press('Alt+ArrowLeft')
    await page.waitForTimeout(800)
    await take('back')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.waitForTimeout(300)
    await take('menu')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
    await take('closed')
    expect(1).toBe(1)
  }, 120_000)
}, 200_000)
