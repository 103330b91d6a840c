// The list of threads: several at once, put away and brought back, unread, of all personas.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { createGate, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, openNewThread, patience, say } from './steps/conversation'
import { connectProvider } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { threadTitles } from './steps/threads'
import { describeOn, oneTarget } from './targets'

describeOn(oneTarget)('the thread list (%s)', (target) => {
  let kith: Kith
  let screen: Screen
  let server: ModelServer
  const press = (keys: string) => screen.page.keyboard.press(keys)
  const isThere = (title: string) => screen.thread(title).count()
  const with_ = { modifiers: ['ControlOrMeta' as const] }

  beforeAll(async () => {
    server = await startModelServer()
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
    await screen.persona('Coach').click()
    for (const title of ['Alpha', 'Beta', 'Gamma', 'Delta']) {
      await openNewThread(screen)
      await ask(screen, title)
    }
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  test('what is pinned stands above the rest', async () => {
    await screen.thread('Alpha').click(with_)
    await screen.thread('Alpha').waitFor()
    await screen.button('Pin').click()
    await expect
      .poll(async () => (await threadTitles(screen)).slice(0, 2), patience)
      .toEqual([expect.stringMatching(/^Delta/), expect.stringMatching(/^Alpha/)])
    await expectText(screen.page.locator('body'), '2 threads pinned')
    await screen.button('Undo').click()
    await expect.poll(async () => (await threadTitles(screen)).at(-1), patience).toMatch(/^Alpha/)
  })

  test('undone, what was pinned before stays pinned', async () => {
    const isPinned = async (title: string) => (await screen.thread(title).innerText()).includes('pinned')
    await screen.thread('Alpha').click()
    await press('ControlOrMeta+Shift+l')
    await expect.poll(() => isPinned('Alpha'), patience).toBe(true)
    await screen.thread('Beta').click(with_)
    await screen.button('Pin').click()
    await expect.poll(() => isPinned('Beta'), patience).toBe(true)
    // The line about the first is on its way out.
    await expect.poll(() => screen.button('Undo').count(), patience).toBe(1)
    await screen.button('Undo').click()
    await expect.poll(() => isPinned('Beta'), patience).toBe(false)
    expect(await isPinned('Alpha')).toBe(true)
    await press('ControlOrMeta+Shift+l')
    await expect.poll(() => isPinned('Alpha'), patience).toBe(false)
    await expect.poll(() => screen.button('Undo').count(), patience).toBe(0)
  })

  test('several are deleted together, and come back together', async () => {
    await screen.thread('Delta').click()
    await screen.thread('Gamma').click(with_)
    await screen.thread('Alpha').click({ modifiers: ['Shift'] })
    await expectText(screen.page.getByRole('toolbar'), '3 selected')
    await expectAccessible(screen.page)
    await screen.button('Delete').click()
    for (const title of ['Alpha', 'Beta', 'Gamma']) await expect.poll(() => isThere(title), patience).toBe(0)
    expect(await isThere('Delta')).toBe(1)
    await screen.button('Undo').click()
    for (const title of ['Alpha', 'Beta', 'Gamma']) await screen.thread(title).waitFor()
  })

  test('with the keyboard: a letter finds, Shift selects, Delete deletes, the focus stays in the list', async () => {
    await screen.thread('Delta').click()
    await screen.thread('Delta').focus()
    await press('b')
    await expectText(screen.questions.first(), 'Beta')
    await press('Shift+ArrowDown')
    await expectText(screen.page.getByRole('toolbar'), '2 selected')
    await press('Delete')
    await expect.poll(() => isThere('Beta'), patience).toBe(0)
    expect(await isThere('Alpha')).toBe(0)
    await expect.poll(() => screen.page.locator('[role=listbox] [role=option]:focus').count(), patience).toBe(1)
    await press('ControlOrMeta+z')
    await screen.thread('Beta').waitFor()
    await screen.thread('Alpha').waitFor()
    // What was open when it was deleted is open again.
    await expectText(screen.questions.first(), 'Beta')
    await press('End')
    await expectText(screen.questions.first(), 'Alpha')
  })

  test('what is archived is out of the way, found in the archive, and brought back', async () => {
    await screen.thread('Gamma').click()
    await press('ControlOrMeta+Shift+e')
    await expect.poll(() => isThere('Gamma'), patience).toBe(0)
    await screen.button('Which threads are listed').click()
    await screen.page.getByRole('menuitemradio', { name: 'Archived', exact: true }).click()
    await screen.thread('Gamma').waitFor()
    expect(await isThere('Delta')).toBe(0)
    await expectAccessible(screen.page)
    await screen.thread('Gamma').click()
    await press('ControlOrMeta+Shift+e')
    await expectText(screen.threads.locator('..'), 'Nothing is archived')
    await screen.button('Back to the threads in use').click()
    await screen.thread('Gamma').waitFor()
  })

  test('an answer that came while one was elsewhere is marked until it is seen', async () => {
    const provider = { kind: 'OpenAI-compatible', name: 'Scripted', address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })
    const gate = createGate()
    gate.open(1)
    server.setScript({ text: ['It ', 'is ', 'done.'], gate })
    await screen.thread('Beta').click()
    await expectText(screen.questions.first(), 'Beta')
    await say(screen, 'Take your time.')
    await gate.held()
    await screen.thread('Delta').click()
    await expectText(screen.questions.first(), 'Delta')
    expect(await screen.thread(/unread/).count()).toBe(0)
    gate.openAll()
    await screen.thread(/Beta.*unread/).waitFor()
    await screen.thread('Beta').click()
    await expectText(screen.answer, 'It is done.')
    await eventually(async () => expect(await screen.thread(/unread/).count()).toBe(0))
    await screen.thread('Delta').click()
    await expectText(screen.questions.first(), 'Delta')
    expect(await screen.thread(/unread/).count()).toBe(0)
  })

  test('the threads of all personas are one list in which each says whose it is', async () => {
    await screen.persona('Researcher').click()
    await expect.poll(() => isThere('Delta'), patience).toBe(0)
    await press('ControlOrMeta+k')
    await screen.page.keyboard.type('threads of all personas')
    await press('Enter')
    await screen.thread(/Delta.*Coach/).waitFor()
    await screen.thread('Delta').click()
    await expect.poll(() => screen.persona('Coach').getAttribute('aria-selected'), patience).toBe('true')
    await expectAccessible(screen.page)
  })

  test('resting on a thread shows the last of what was said in it', async () => {
    await screen.thread('Delta').click()
    await screen.composer.hover()
    await screen.thread('Gamma').hover()
    await eventually(async () => expect(await screen.page.getByText('You', { exact: true }).count()).toBeGreaterThan(1))
    await screen.composer.hover()
  })
})
