// What became of memory: its numbers and its health; and what is noted about threads, messages, memories and personas.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPglite } from '../../src/main/embedded/start-pglite'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, openNewThread, patience } from './steps/conversation'
import { choose } from './steps/palette'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget } from './targets'

const commands = { Statistics: 'Show statistics of memory and tokens', Health: 'Look after the health of memory' }
const hostileKey = '__proto__'

describeOn(oneTarget)('what became of memory (%s)', (target) => {
  let kith: Kith
  let screen: Screen

  beforeAll(async () => {
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await openNewThread(screen)
    await ask(screen, 'The heron waits.')
  })
  afterAll(() => kith.stop())

  async function command(words: string): Promise<void> {
    await screen.personas.waitFor()
    await choose(screen.page, words)
  }
  const region = (name: string) => screen.page.getByRole('region', { name, exact: true })
  const focusedText = () => screen.page.evaluate<string>('document.activeElement.textContent')
  const dialog = () => screen.page.getByRole('dialog')

  test('says what will be here while there is nothing', async () => {
    await openTab('Statistics')
    await expectText(screen.page.getByRole('main'), 'Nothing to count yet.')
    await openTab('Health')
    await expectText(region('Duplicates'), 'Nothing is remembered twice.')
    await expectText(region('Contradictions'), 'Nothing that is remembered speaks against anything else.')
    await screen.page.keyboard.press('Escape')
  })

  test('metadata is written by type, checked before it is saved, and deleted with a way back', async () => {
    await command('Metadata of this thread')
    await expectText(dialog(), 'No metadata yet.')
    await screen.button('Add an entry').press('Enter')
    // Straight into the field of its name.
    await screen.page.keyboard.type(hostileKey)
    await screen.page.getByRole('combobox', { name: 'Type' }).click()
    await screen.page.getByRole('option', { name: 'JSON' }).click()
    const value = dialog().getByRole('textbox', { name: 'Value' })
    await value.fill('{\n  "__proto__": 1,\n  b: 2\n}')
    await expectText(dialog(), 'Line 3, column 3: A name in double quotes is missing.')
    await value.fill('{"__proto__": 12345678901234567890}')
    await value.press('ControlOrMeta+Enter')
    await expectText(dialog().getByRole('list', { name: 'Entries' }), '{"__proto__": 12345678901234567890}')

    await screen.button(`Delete ${hostileKey}`).click()
    await expectText(dialog(), `${hostileKey} is deleted`)
    // The focus goes to the way back.
    await expect.poll(() => focusedText(), patience).toBe('Undo')
    await screen.page.keyboard.press('Enter')
    await expectText(dialog().getByRole('list', { name: 'Entries' }), '{"__proto__": 12345678901234567890}')
    await expectAccessible(screen.page)
  })

  test('what somebody else changed meanwhile is not overwritten, and what was written is not lost', async () => {
    await screen.button(`Edit ${hostileKey}`).click()
    const value = dialog().getByRole('textbox', { name: 'Value' })
    await value.fill('"mine"')
    const other = screenOf(await kith.newWindow())
    await other.thread(/heron/).click()
    await other.composer.waitFor()
    await choose(other.page, 'Metadata of this thread')
    await other.button(`Edit ${hostileKey}`).click()
    await other.page.getByRole('dialog').getByRole('textbox', { name: 'Value' }).fill('"theirs"')
    await other.button('Save').click()
    await expectText(other.page.getByRole('dialog').getByRole('list', { name: 'Entries' }), 'theirs')
    await other.page.close()

    await screen.button('Save').click()
    await expectText(dialog(), 'It was changed elsewhere while you were writing.')
    expect(await value.inputValue()).toBe('"mine"')
    // Escape asks before it throws anything away.
    await screen.page.keyboard.press('Escape')
    await screen.button('Keep editing').click()
    await screen.button('Replace it with mine').click()
    await expectText(dialog().getByRole('list', { name: 'Entries' }), 'mine')
    await screen.page.keyboard.press('Escape')
    await eventually(async () => expect(await dialog().count()).toBe(0))
  })

  test('duplicates are merged, archived or told apart, each with a way back', async () => {
    await kith.stop()
    await fill(kith.dataFolder)
    screen = screenOf(await kith.restart())
    await openTab('Health')
    const duplicates = region('Duplicates')
    await expectText(duplicates, 'Runs ten kilometres every Tuesday before work.')
    await expectText(region('Contradictions'), 'The newer one contradicts the older one')
    await expectAccessible(screen.page)

    await duplicates.getByRole('button', { name: 'Merge…' }).first().press('Enter')
    const text = duplicates.getByRole('textbox', { name: 'What it says from now on' })
    await text.fill('Runs every Tuesday.')
    await text.press('ControlOrMeta+Enter')
    await expectText(duplicates, 'Nothing is remembered twice.')
    await screen.button('Undo').click()
    await expectText(duplicates, 'Runs ten kilometres every Tuesday morning before work.')

    await duplicates.getByRole('button', { name: 'Not a duplicate' }).click()
    await expectText(duplicates, 'Nothing is remembered twice.')
    await screen.page.reload()
    await openTab('Health')
    await expectText(region('Duplicates'), 'Nothing is remembered twice.')

    const unused = region('Never used')
    await unused.getByRole('button', { name: /^Keep “Lives in Bonn/ }).click()
    await eventually(async () => expect(await unused.innerText()).not.toContain('Lives in Bonn.'))
    await screen.button('Undo').click()
    await expectText(unused, 'Lives in Bonn.')
  })

  test('several suggestions are decided about together by key, with one way back', async () => {
    await openTab('Health')
    const contradictions = region('Contradictions')
    const unused = region('Never used')
    await contradictions.getByRole('listitem').first().focus()
    await screen.page.keyboard.press('x')
    // Into the list below, past the buttons of the first.
    await screen.page.keyboard.press('j')
    await screen.page.keyboard.press('j')
    await screen.page.keyboard.press('x')
    await screen.page.getByRole('toolbar', { name: '2 selected' }).waitFor()
    await expectAccessible(screen.page)
    await screen.page.keyboard.press('a')
    await expectText(contradictions, 'Nothing that is remembered speaks against anything else.')
    await expectText(screen.page.locator('body'), '2 archived: kept, and used no more')
    await expect.poll(() => screen.page.locator('[data-suggestion]:focus').count(), patience).toBe(1)
    await screen.button('Undo').click()
    await expectText(contradictions, 'The newer one contradicts the older one')
    await expect.poll(() => screen.button('Undo').count(), patience).toBe(0)
    await unused.getByRole('listitem').first().focus()
    const said = await unused.getByRole('listitem').first().getAttribute('aria-label')
    await screen.page.keyboard.press('l')
    await eventually(async () => expect(await unused.innerText()).not.toContain(said))
    await screen.button('Undo').click()
    await expectText(unused, said ?? '')
  })

  test('charts are gone through with the keyboard, and can be read as tables', async () => {
    await openTab('Statistics')
    const tokens = region('Tokens')
    await expectText(tokens, '120 read and 12 written in this time.')
    const bars = tokens.getByRole('listbox', { name: 'Tokens' })
    await bars.getByRole('option').last().focus()
    await screen.page.keyboard.press('ArrowLeft')
    const focused = () => screen.page.evaluate<string>('document.activeElement.getAttribute("aria-label")')
    expect(await focused()).toMatch(/^Week of .*: 132 tokens$/)
    await expectAccessible(screen.page)
    await tokens.getByRole('button', { name: 'Show as a table' }).click()
    await expectText(tokens.getByRole('table'), '132 tokens')
    await expectText(screen.page.getByRole('main'), 'No price is known of the models that answered')
    await screen.page.setViewportSize({ width: 480, height: 800 })
    expect(await screen.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(480)
  })

  async function openTab(name: keyof typeof commands): Promise<void> {
    await command(commands[name])
    await screen.page.getByRole('tab', { name, selected: true }).waitFor()
  }
})

/** Memories that want a decision, and an answer of last week. */
async function fill(dataFolder: string): Promise<void> {
  const db = await startPglite(join(dataFolder, 'database/pgdata'))
  try {
    await db.exec(`
      insert into public.ai_memory (memory_id, user_id, memory_type, content, content_json, created_at)
      select ('00000000-0000-4000-8000-00000000000' || place)::uuid, users.id, 'fact', said, about::jsonb,
        now() - interval '200 days' + place * interval '1 day'
      from (select id from auth.users limit 1) as users, (values
        (1, 'Lives in Bonn.', null),
        (2, 'Has never been to the Rhine.', '{"kith_contradicts": "00000000-0000-4000-8000-000000000001"}'),
        (3, 'Runs ten kilometres every Tuesday morning before work.', null),
        (4, 'Runs ten kilometres every Tuesday before work.', null)
      ) as given (place, said, about);
      update public.ai_runs set started_at = now() - interval '7 days', cost = null,
        usage = '{"inputTokens": 120, "outputTokens": 12}';
    `)
  } finally {
    await db.close()
  }
}
