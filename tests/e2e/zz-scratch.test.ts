import { afterAll, beforeAll, describe, test } from 'vitest'
import { mkdirSync } from 'node:fs'
import type { Kith } from '../support/kith'
import { join } from 'node:path'
import { startPglite } from '../../src/main/embedded/start-pglite'
import { makeManyMemories } from '../support/many-memories'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'

mkdirSync('/tmp/shots-mem', { recursive: true })
describe('look', () => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected('browser-host'))
  }, 120_000)
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })
  const p = () => screen.page
  async function take(name: string, all = true) {
    const looks = [
      ['light', 1440, 900, 'light'],
      ['dark', 1000, 800, 'dark'],
      ['narrow', 480, 800, 'dark'],
    ] as const
    for (const [look, width, height, scheme] of all ? looks : looks.slice(0, 1)) {
      await p().setViewportSize({ width, height })
      await p().emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await p().waitForTimeout(350)
      await p().screenshot({ path: `/tmp/shots-mem/${name}-${look}.png` })
    }
    await p().setViewportSize({ width: 1440, height: 900 })
    await p().waitForTimeout(200)
  }
  const step = async (name: string, act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (e) {
      console.log('STEP', name, String(e).slice(0, 400))
      await p().screenshot({ path: `/tmp/shots-mem/FAIL-${name}.png` })
    }
  }
  test('look', async () => {
    p().setDefaultTimeout(6000)
    await step('persona', async () => {
      await p()
        .getByRole('option', { name: 'No persona' })
        .click()
        .catch(() => {})
    })
    await step('open', async () => {
      await p()
        .getByRole('navigation')
        .getByRole('button', { name: /^Memory/ })
        .click()
    })
    await take('empty')
    await step('inbox-empty', async () => {
      await p()
        .getByRole('tab', { name: /To review/ })
        .click()
      await take('inbox-empty', false)
    })
    await step('notes', async () => {
      await p().getByRole('tab', { name: /Notes/ }).click()
      await take('notes-empty', false)
      await p().getByRole('button', { name: 'Write one yourself' }).click()
      await p().keyboard.type('# Running\n- Tuesday')
      await p().getByRole('button', { name: 'Save' }).click()
      await p().waitForTimeout(300)
      await p().getByRole('button', { name: 'Edit' }).click()
      await p().keyboard.type('\n- Thursday and not Friday')
      await p().getByRole('button', { name: 'Save' }).click()
      await p().waitForTimeout(300)
      await p().getByRole('button', { name: 'What the model is given' }).click()
      await p().getByRole('button', { name: 'History' }).click()
      await take('notes')
    })
    await step('write', async () => {
      await p()
        .getByRole('tab', { name: /Memories/ })
        .click()
      await p().getByRole('button', { name: 'Write one down' }).first().click()
      await p().waitForTimeout(300)
      await take('write')
      await p()
        .getByRole('textbox', { name: 'What is to be remembered' })
        .fill('The left knee answers on the second day')
      await p().getByRole('button', { name: 'Remember', exact: true }).click()
      await p().waitForTimeout(500)
      await take('one')
    })
    await step('edit', async () => {
      const d = p().getByRole('complementary', { name: 'One memory' })
      await d.getByRole('button', { name: 'Edit' }).click()
      await take('edit')
      await d
        .getByRole('textbox', { name: 'What is remembered' })
        .fill('Both knees answer on the second day after a run')
      await d.getByRole('button', { name: 'Save' }).click()
      await p().waitForTimeout(400)
      await d.getByRole('textbox', { name: 'Tags' }).fill('knee, training')
      await d.getByRole('textbox', { name: 'Tags' }).blur()
      await p().waitForTimeout(400)
      await take('edited')
    })
    await kith.stop()
    await makeManyMemories(kith.dataFolder, { memories: 5000, proposals: 500 })
    const db = await startPglite(join(kith.dataFolder, 'database/pgdata'))
    const long = 'A very long memory about everything that ever happened on the river, word by word. '
      .repeat(300)
      .slice(0, 19_990)
    for (const [content, kind] of [
      [long, 'fact'],
      ['زار المستخدم النهر يوم الثلاثاء ويحب القهوة', 'fact'],
      ['👩‍👩‍👧‍👦 Family of four 🏳️‍🌈 likes 🍜 on 2nd day', 'preference'],
      ['x'.repeat(3000), 'mystery_kind_of_another_program'],
    ] as const)
      await db.query(
        `insert into public.ai_memory (user_id, memory_type, content, content_json) select id, $2, $1, '{"kith_quote": "It is never the day itself. I come down fine."}' from auth.users limit 1`,
        [content, kind],
      )
    await db.query(
      `select set_config('request.jwt.claims', json_build_object('sub', (select id from auth.users limit 1), 'role', 'authenticated')::text, false)`,
    )
    for (const q of [
      'select * from public.ai_list_memories(max_rows => 201)',
      "select * from public.ai_list_memories(sort => 'last_used', max_rows => 201)",
      'select * from public.ai_memory_statistics(null, false)',
      'select * from public.ai_list_proposals()',
      'select * from public.ai_list_memory_tags()',
    ]) {
      await db.query(q)
      const t = performance.now()
      await db.query(q)
      console.log('TIME', q, Math.round(performance.now() - t))
    }
    await db.close()
    await kith.restart()
    screen = screenOf(kith.page)
    p().setDefaultTimeout(6000)
    await p().setViewportSize({ width: 1440, height: 900 })
    await step('many', async () => {
      await p()
        .getByRole('button', { name: /^Memory/ })
        .waitFor()
      await p().waitForTimeout(1500)
      await p()
        .getByRole('button', { name: /^Memory/ })
        .click()
      await p().waitForTimeout(500)
      await take('inbox-500')
      await p().keyboard.press('Escape')
    })
    await step('list', async () => {
      await p()
        .getByRole('navigation')
        .getByRole('button', { name: /^Memory/ })
        .click()
      await p()
        .getByRole('tab', { name: /Memories/ })
        .click()
      await p().waitForTimeout(500)
      await p().getByRole('row').nth(3).click()
      await p().waitForTimeout(500)
      await take('list-5000')
      await p()
        .getByRole('row')
        .nth(5)
        .click({ modifiers: ['Control'] })
      await p()
        .getByRole('row')
        .nth(7)
        .click({ modifiers: ['Shift'] })
      await take('selected')
      await p().getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
      await p().waitForTimeout(500)
      await take('deleted', false)
      await p().getByRole('button', { name: 'Undo' }).click()
      const t = Date.now()
      await p()
        .getByRole('tab', { name: /5,00[1-9]/ })
        .waitFor()
      console.log('UNDO', Date.now() - t)
      await p().getByRole('button', { name: 'Timeline' }).click()
      await p().waitForTimeout(500)
      await take('timeline')
      await p().getByRole('button', { name: 'List', exact: true }).click()
      await p().getByRole('button', { name: 'Filter' }).click()
      await p().waitForTimeout(500)
      await take('filter', false)
      await p().getByRole('menuitemradio', { name: /knee/ }).click()
      await p().waitForTimeout(500)
      await take('filtered')
      await p().getByRole('button', { name: 'Take all filters off' }).click()
      await p()
        .getByRole('button', { name: 'Close this memory' })
        .click()
        .catch(() => {})
      await p().waitForTimeout(500)
      await p().getByRole('grid').hover()
      await take('list-plain')
      for (const [name, text] of [
        ['long', 'A very long memory'],
        ['rtl', 'زار'],
        ['emoji', 'Family of four'],
        ['x', 'xxxxxxx'],
      ] as const) {
        await p().getByRole('row', { name: text }).first().click()
        await p().waitForTimeout(400)
        await take('hostile-' + name)
      }
      await p().getByRole('row', { name: 'A very long memory' }).first().click()
      const d = p().getByRole('complementary', { name: 'One memory' })
      await d.getByRole('button', { name: 'Edit' }).click()
      await take('long-edit', false)
      await d.getByRole('textbox', { name: 'What is remembered' }).pressSequentially(' And more of it beyond the limit')
      await take('long-too', false)
      await d.getByRole('textbox', { name: 'What is remembered' }).fill('A short one now')
      await d.getByRole('button', { name: 'Save' }).click()
      await p().waitForTimeout(800)
      await take('long-saved', false)
      await d.getByRole('button', { name: /Merge/ }).click()
      await p().waitForTimeout(800)
      await take('merge')
      await p().getByRole('dialog').getByRole('searchbox').fill('Memory 0003')
      await p().waitForTimeout(600)
      await p()
        .getByRole('dialog')
        .getByRole('button', { name: /Memory 0003/ })
        .click()
      await take('merge-text', false)
      await p().getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
      await p().waitForTimeout(800)
      await take('merged', false)
      await d.getByRole('button', { name: /Forget/ }).click()
      await p().waitForTimeout(1500)
      await take('forget', false)
      await p().keyboard.press('Escape')
      await d.getByRole('button', { name: 'Delete' }).click()
      await p().waitForTimeout(300)
      await p()
        .getByRole('button', { name: /^Whose/ })
        .click()
      await p().getByRole('menuitemradio', { name: 'All personas' }).click()
      await p().waitForTimeout(500)
      await take('all-personas')
      await p().getByRole('tab', { name: /Notes/ }).click()
      await take('notes-all', false)
    })
    await step('offline', async () => {
      await p()
        .getByRole('tab', { name: /Memories/ })
        .click()
      await kith.kill()
      await p().waitForTimeout(1500)
      await p().getByRole('row').nth(3).click()
      await p().waitForTimeout(500)
      await take('offline')
    })
  }, 240_000)
}, 240_000)
