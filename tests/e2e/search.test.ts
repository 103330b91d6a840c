// One box over everything, gone through with the keyboard, and what the palette reaches.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPglite } from '../../src/main/embedded/start-pglite'
import { launchKith } from '../support/kith'
import type { WebSocketRoute } from 'playwright-core'
import type { Kith } from '../support/kith'
import { makeLongThread } from '../support/long-thread'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, patience } from './steps/conversation'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget } from './targets'

const hostile = 'Heron <img src=x onerror="document.title=\'run\'"> \u202Eereh'

describeOn(oneTarget)('the search (%s)', (target) => {
  let kith: Kith
  let screen: Screen
  const press = (keys: string) => screen.page.keyboard.press(keys)
  const field = () => screen.page.getByRole('combobox', { name: 'Search everything' })
  const rows = () => screen.page.getByRole('listbox', { name: 'What was found' }).getByRole('option')
  const active = () => screen.page.locator('[role=option][aria-selected=true][id^=found-]')
  const chips = () => screen.page.getByRole('group', { name: 'Filters' }).getByRole('button')
  const write = async (text: string) => {
    await field().fill('')
    await field().pressSequentially(text)
  }

  beforeAll(async () => {
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await screen.persona('Coach').click()
    await ask(screen, 'My knee hurts two days after running downhill.')
    await kith.stop()
    await makeLongThread(kith.dataFolder, { messages: 400 })
    const db = await startPglite(join(kith.dataFolder, 'database/pgdata'))
    const owner = 'from auth.users limit 1'
    await db.query(
      `insert into public.ai_threads (thread_id, user_id, title) select gen_random_uuid(), id, $1 ${owner}`,
      [hostile],
    )
    await db.query(
      `insert into public.ai_metadata (user_id, thread_id, key, value)
       select user_id, thread_id, 'tags', '["heron"]' from public.ai_threads where title = 'A long conversation'`,
    )
    await db.query(
      `insert into public.ai_memory (user_id, memory_type, content) select id, 'fact', 'The heron stands. ' || repeat('x', 4000) ${owner}`,
    )
    await db.close()
    await kith.restart()
    screen = screenOf(kith.page)
    await screen.persona('No persona').click()
  }, 180_000)
  afterAll(() => kith.stop())

  test('finds all kinds as one types, and marks what it found', async () => {
    await press('ControlOrMeta+Shift+f')
    await expect.poll(() => field().evaluate((element) => element.matches(':focus')), patience).toBe(true)
    await field().pressSequentially('heron')
    for (const [kind, count] of Object.entries({ Memories: 1, Threads: 1, Metadata: 1, Messages: 100 }))
      await screen.page.getByRole('tab', { name: new RegExp(`^${kind}\\s*${count}$`) }).waitFor()
    await expectText(rows().first().locator('mark').first(), /heron/i)
    await expectAccessible(screen.page)
    await screen.page.getByRole('tab', { name: /^Threads/ }).click()
    await expect.poll(() => rows().count(), patience).toBe(1)
    await expectText(rows().first(), 'Heron <img src=x')
    expect(await screen.page.title()).toBe('Search · Kith')
    await screen.page.getByRole('tab', { name: /^All/ }).click()
    // A word that is not whole yet, and one with a slip in it.
    await write('downh')
    await expectText(rows().first(), 'downhill')
    await write('shalows ')
    await expectText(rows().first(), 'shallows')
    await expectText(screen.page.locator('main'), 'Nothing has “shalows”. Shown instead: “shallows”.')
  })

  test('typed filters become chips, and Backspace takes the last one away', async () => {
    await write('role:me persona:coach knee')
    await expect.poll(() => chips().allInnerTexts(), patience).toEqual(['role: you', 'persona: Coach', 'Filter'])
    expect(await field().inputValue()).toBe('knee')
    await expect.poll(() => rows().count(), patience).toBe(1)
    await write('zzzz')
    await expectText(screen.page.locator('main'), 'Nothing found for “zzzz”.')
    await screen.button('Search without filters').click()
    await expect.poll(() => chips().count(), patience).toBe(1)
    await screen.button('Filter').click()
    await screen.page.getByRole('menuitem', { name: 'Code' }).click()
    await expect.poll(() => chips().first().innerText(), patience).toBe('has: code')
    await field().fill('')
    await expectText(rows().first(), 'wait(')
    await field().focus()
    await press('Backspace')
    await expect.poll(() => chips().count(), patience).toBe(1)
  })

  test('Enter opens a message in its thread, and the way back is the search as it was', async () => {
    await write('stands in the shallows')
    await screen.page.locator('[role=listbox][aria-busy=false]').waitFor()
    const scroller = () => screen.page.locator('[role=tabpanel]')
    for (let step = 0; step < 25; step += 1) await press('ArrowDown')
    await expect.poll(() => active().getAttribute('aria-posinset'), patience).toBe('26')
    expect(await field().getAttribute('aria-activedescendant')).toBe(await active().getAttribute('id'))
    const [text, top] = [await active().innerText(), await scroller().evaluate((element) => element.scrollTop)]
    expect(top).toBeGreaterThan(200)
    await press('Enter')
    await screen.button('Back to where you were').waitFor()
    await eventually(async () => expect(await screen.conversation.locator('article:focus').count()).toBe(1))
    await expectText(screen.conversation.locator('article:focus'), 'stands in the shallows')
    await press('Alt+ArrowLeft')
    await expect.poll(() => active().innerText(), patience).toBe(text)
    await expect
      .poll(() => scroller().evaluate((element) => Math.round(element.scrollTop)), patience)
      .toBe(Math.round(top))
    await expect.poll(() => field().evaluate((element) => element.matches(':focus')), patience).toBe(true)
  })

  test('what was looked for is offered again, and can be forgotten', async () => {
    await field().fill('')
    await screen.button('Search again for stands in the shallows').waitFor()
    await expectAccessible(screen.page)
    await screen.button('Forget these').click()
    await expect.poll(() => screen.button('Search again for stands in the shallows').count(), patience).toBe(0)
    await field().focus()
    await press('Escape')
    await screen.composer.waitFor()
  })

  test('the palette leads to it, and reaches what the conversation can do', async () => {
    const { page } = screen
    const choose = async (typed: string, name: string | RegExp) => {
      await press('ControlOrMeta+k')
      await page.keyboard.type(typed)
      await page.getByRole('option', { name }).waitFor()
      if ((await page.locator('[cmdk-item][data-selected=true]').innerText()).match(name) === null)
        await page.getByRole('option', { name }).click()
      else await press('Enter')
    }
    await choose('remember nothing', /Remember nothing in this thread/)
    await expectText(page.locator('main'), 'Memory off')
    await choose('remember this', /Remember this thread again/)
    await expectText(page.locator('main'), 'Memory on')
    await choose('another model', /Answer with another model/)
    await page.getByRole('menuitemradio', { name: 'Practice model' }).waitFor()
    await press('Escape')
    await choose('write a note', /Write a note/)
    await page.locator('[data-pane=inspector] textarea:focus').waitFor()
    await choose('forget what', /Forget what has certain words/)
    await page.getByRole('alertdialog').waitFor()
    await press('Escape')
    const chooser = page.waitForEvent('filechooser')
    await choose('attach', /Attach a file/)
    await chooser
    await choose('knee downhill', /Search for “knee downhill” everywhere/)
    await expect.poll(() => field().inputValue(), patience).toBe('knee downhill')
    await expectText(rows().first(), 'knee')
  })

  // In Electron page and main are one program, joined by a port that ends with either of them.
  test.runIf(target === 'browser-host')('without a connection it says so, and finds when it is back', async () => {
    const { page } = screen
    const sockets: WebSocketRoute[] = []
    let isCut = false
    await page.routeWebSocket(/./, (socket) => {
      if (isCut) return void socket.close()
      sockets.push(socket)
      socket.connectToServer()
    })
    await page.reload()
    await screen.composer.waitFor()
    await press('ControlOrMeta+Shift+f')
    await write('heron')
    await expectText(rows().first(), /heron/i)
    isCut = true
    for (const socket of sockets.splice(0)) await socket.close({ code: 1012 })
    await expectText(page.locator('main'), 'No connection to Kith.')
    await write('downhill')
    isCut = false
    await expectText(rows().first(), 'downhill')
  })
})
