// Threads as files: saved, read outside of Kith, printed, and opened again.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partOfAttachment } from '../../src/shared/domain/attachment'
import { threadFile } from '../../src/shared/domain/thread-file'
import { flag } from '../../src/shared/markdown/testing/hostile-payloads'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText } from './steps/conversation'
import { hostileName, hostileTexts } from './steps/hostile'
import { choose } from './steps/palette'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { bringIn, dropFile, fileOf, fileWith, openingDialog, saveAs, said } from './steps/thread-files'
import { targets } from './targets'

describe.runIf(targets.includes('browser-host'))('threads as files in the browser host', () => {
  let kith: Kith
  let screen: Screen
  let page: Page

  beforeAll(async () => {
    kith = await launchKith({ target: 'browser-host' })
    page = kith.page
    screen = screenOf(page)
    await screen.composer.waitFor()
    await ask(screen, 'What is `the` tide?\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```ts\nconst tide = 1\n```')
    await screen.button('Answer again').click()
    await screen.button('Earlier version').or(page.getByText('2 of 2')).first().waitFor()
  })
  afterAll(() => kith.stop())

  test('one is saved as Markdown, as a page and as a Kith file, and read back', async () => {
    const markdown = await saveAs(page, 'Markdown')
    expect(markdown.name).toMatch(/\.md$/)
    expect(markdown.text).toContain('What is `the` tide?\n\n| a | b |\n| - | - |\n| 1 | 2 |')
    expect(markdown.text.match(/^## /gm)).toHaveLength(2)

    const html = await saveAs(page, 'Web page')
    expect(html.text).toContain('What is <code>the</code> tide?')
    expect(html.text).toContain('<th dir="auto">a</th>')
    expect(html.text).toContain('<span class="keyword">const</span> tide = <span class="number">1</span>')

    const saved = await saveAs(page, 'Kith file')
    const file = threadFile.parse(JSON.parse(saved.text))
    // Both answers are in it, and one of them is shown.
    expect(file.messages.map(({ follows, shown }) => [follows, shown])).toEqual([
      [null, true],
      ['m1', false],
      ['m1', true],
    ])
  })

  test('what was saved is fetched once, by nobody else', async () => {
    const { address } = await saveAs(page, 'Markdown')
    expect(new URL(address).pathname).toMatch(/^\/saved\/[\w-]{32}$/)
    const again = await page.request.get(address)
    expect(again.status()).toBe(404)
    expect((await fetch(address)).status).toBe(401)
  })

  test('a file is dropped, looked at, and becomes a thread whose versions, times and picture are those of the file', async () => {
    const first = said('a', null, 'How high does it come?')
    const answer = { role: 'assistant', createdAt: '2025-03-04T06:00:00.000Z' }
    await dropFile(
      page,
      'Tide.kith',
      fileWith([
        first,
        said('b', 'a', 'To the door.', { ...answer, shown: false }),
        said('c', 'a', 'To the roof.', answer),
      ]),
    )
    const dialog = openingDialog(page)
    await expectText(dialog, 'Tide tables')
    await expectText(dialog, '2, and 1 in other versions')
    expect(await screen.thread('Tide tables').count()).toBe(0)
    // Its owner says what may be recalled, and not the file.
    expect(await dialog.getByRole('checkbox', { name: 'recall' }).isChecked()).toBe(false)
    await expectAccessible(page)
    await bringIn(page)
    await expectText(screen.answer, 'To the roof.')
    await expectText(screen.answer, '2 of 2')
    await screen.thread('Tide tables').waitFor()
  })

  test('a file is chosen, and what it says was waiting can do nothing here', async () => {
    const call = {
      type: 'tool-invocation',
      toolInvocation: { toolCallId: 'c', toolName: 'shell', args: { run: 'rm -r' }, state: 'approval-requested' },
      approval: {
        runId: crypto.randomUUID(),
        key: 'x/shell',
        title: 'Shell',
        server: 'x',
        askedAt: '2026-01-01T00:00:00.000Z',
      },
    }
    const asking = said('b', 'a', '', { role: 'assistant', status: 'stopped', content: { format: 2, parts: [call] } })
    const choosing = page.waitForEvent('filechooser')
    await choose(page, 'Open a Kith file')
    const file = fileWith([said('a', null, 'Clean up'), asking], { title: 'Waiting' })
    await (await choosing).setFiles({ name: 'Waiting.kith', mimeType: 'application/x-kith', buffer: Buffer.from(file) })
    await bringIn(page)
    await expectText(screen.questions.first(), 'Clean up')
    await expectText(screen.answer, 'Shell')
    expect(await screen.answer.getByRole('button', { name: /Allow/ }).count()).toBe(0)
  })

  test.each([
    ['no JSON at all', 'Dear Kith', 'It is no thread that was saved by Kith.'],
    ['one of a newer Kith', JSON.stringify({ ...fileOf([]), version: 2 }), 'Update Kith, then open it again.'],
    ['one that goes in a circle', fileWith([said('a', 'a', 'x')]), 'Kith opens none of it.'],
  ])('%s is refused in words, and nothing is left of it', async (_, content, words) => {
    const before = await screen.threads.getByRole('option').count()
    await dropFile(page, 'strange.kith', content)
    await expectText(openingDialog(page), words)
    await page.keyboard.press('Escape')
    await eventually(async () => expect(await openingDialog(page).count()).toBe(0))
    expect(await screen.threads.getByRole('option').count()).toBe(before)
    expect(await screen.button('Remove strange.kith').count()).toBe(0)
  })

  test('hostile words are words in the page that is saved, in any browser', async () => {
    const texts = hostileTexts('https://evil.example', 'all')
    const messages = texts.map((text, at) => said(`m${at}`, at === 0 ? null : `m${at - 1}`, text.replaceAll('\0', '')))
    await dropFile(page, 'Hostile.kith', fileWith(messages, { title: hostileName.slice(0, 200) }))
    await bringIn(page)
    await screen.questions.first().waitFor()
    const { path } = await saveAs(page, 'Web page')
    const outside = await page.context().newPage()
    const asked: string[] = []
    outside.on('request', (request) => asked.push(request.url()))
    await outside.goto(pathToFileURL(path).href)
    await outside.locator('article').last().waitFor()
    expect(await outside.locator('article').count()).toBe(texts.length)
    expect(await outside.evaluate(`window.${flag} ?? null`)).toBeNull()
    expect(
      await outside
        .locator('script, iframe, object, embed, form, svg, link, base, [style], [onerror], [onload]')
        .count(),
    ).toBe(0)
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([])
    await outside.close()
  })

  test('all of a long thread is printed, in a frame in which nothing runs', async () => {
    const lines = Array.from({ length: 300 }, (_, at) =>
      said(`m${at}`, at === 0 ? null : `m${at - 1}`, `Wave ${at} <b>of</b> many`),
    )
    await dropFile(page, 'Long.kith', fileWith(lines, { title: 'Long' }))
    await bringIn(page)
    await page.evaluate(`{
      const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')
      Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { get() {
        const frame = get.call(this)
        frame.print = () => (window.printed = [this.sandbox.value, frame.document.body.innerText])
        return frame
      } })
    }`)
    await choose(page, 'Print this thread')
    await eventually(async () => expect(await page.evaluate('window.printed?.length')).toBe(2))
    const [sandbox = '', text = ''] = await page.evaluate<string[]>('window.printed')
    expect(sandbox).toBe('allow-same-origin allow-modals')
    expect(text).toContain('Wave 0 <b>of</b> many')
    expect(text).toContain('Wave 299 <b>of</b> many')
  })

  test('several are saved at once, each in a file of its own', async () => {
    await screen.thread('Tide tables').click()
    await screen.thread('Waiting').click({ modifiers: ['ControlOrMeta'] })
    await screen.button('Save as…').click()
    const dialog = page.getByRole('dialog', { name: 'Save 2 threads' })
    await dialog.getByRole('radio', { name: 'Kith file' }).check()
    await expectAccessible(page)
    const names: string[] = []
    page.on('download', (download) => names.push(download.suggestedFilename()))
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await eventually(async () => expect(names.toSorted()).toEqual(['Tide tables.kith', 'Waiting.kith']))
  })

  test('what cannot be written says so where it is saved, and nothing is downloaded', async () => {
    // As on a disk that is full: there is no room for a file.
    const folder = join(kith.dataFolder, 'downloads')
    await rm(folder, { recursive: true })
    await writeFile(folder, '')
    const downloads: string[] = []
    const heard = (download: Download): void => void downloads.push(download.suggestedFilename())
    page.on('download', heard)
    await choose(page, 'Save this thread as')
    const dialog = page.getByRole('dialog', { name: /^Save / })
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await expectText(dialog, 'The thread was not saved')
    await expectText(dialog, 'It stays as it is in Kith.')
    expect(downloads).toEqual([])
    await rm(folder)
    await mkdir(folder)
    const downloading = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    expect((await downloading).suggestedFilename()).toMatch(/\.md$/)
    page.off('download', heard)
    await dialog.waitFor({ state: 'detached' })
    await eventually(async () => expect(await readdir(folder)).toEqual([]))
  })

  test('what is saved of what was brought in is what was brought in', async () => {
    const text = fileWith(
      [said('m1', null, 'Once', { metadata: { mood: 'calm' } }), said('m2', 'm1', 'Twice', { role: 'assistant' })],
      {
        title: 'Again',
      },
    )
    await dropFile(page, 'Again.kith', text)
    await bringIn(page)
    const again = threadFile.parse(JSON.parse((await saveAs(page, 'Kith file')).text))
    expect(again.messages).toEqual(threadFile.parse(JSON.parse(text)).messages)
  })

  test('an attachment that is not in the file is named where it was saved, until that is read', async () => {
    const id = '00000000-0000-4000-8000-000000000001'
    const picture = partOfAttachment({ fileId: id, name: 'harbour.png', mediaType: 'image/png', size: 70 })
    const messages = [said('m1', null, '', { content: { format: 2, parts: [picture] } })]
    const files = [{ id, name: 'harbour.png', mediaType: 'image/png', size: 70, bytes: null }]
    await dropFile(page, 'Harbour.kith', JSON.stringify({ ...fileOf(messages, { title: 'Harbour' }), files }))
    await bringIn(page)
    await choose(page, 'Save this thread as')
    const dialog = page.getByRole('dialog', { name: /^Save / })
    await dialog.getByRole('radio', { name: 'Kith file' }).check()
    const downloading = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    expect((await downloading).suggestedFilename()).toBe('Harbour.kith')
    await expectText(dialog, 'Saved, but one attachment is not in it')
    await expectText(dialog, 'Not in Kith either: harbour.png.')
    await expectAccessible(page)
    await dialog.getByRole('alert').getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
  })
})
