// Files in a conversation, as a person attaches them: chosen, pasted, dropped; and what the model server receives.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { png } from '../../src/main/assistant/attachments/testing/sample-files'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { ask, eventually, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { chooseModel } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, orStack, targets } from './targets'

describeOn(orStack(targets))('attachments (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })
  beforeEach(() => openNewThread(screen))

  const attached = () => screen.page.getByRole('list', { name: 'Attached files' })
  const removing = (name: string) => screen.button(`Remove ${name}`)
  const picture = (name: string) => screen.questions.last().getByRole('img', { name: `Image ${name}` })
  const lastBody = () => JSON.stringify(server.requests.at(-1)?.body)

  /** As the system would: the event carries the file. */
  const bring = (kind: 'paste' | 'drop', name: string, type: string, bytes: Uint8Array) =>
    screen.page.evaluate(`{
      const [kind, name, type, base64] = ${JSON.stringify([kind, name, type, Buffer.from(bytes).toString('base64')])}
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }))
      const options = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data }
      const event = kind === 'paste' ? new ClipboardEvent('paste', options) : new DragEvent('drop', options)
      document.querySelector('textarea[data-pane-focus]').dispatchEvent(event)
    }`)

  test('an image is pasted, sent, seen after a reload, and asked about again', async () => {
    server.setScript([{ text: 'A grey square.' }, { text: 'Still grey.' }])
    const image = png(60, 40)
    await bring('paste', 'square.png', 'image/png', image)
    await removing('square.png').waitFor()
    await ask(screen, 'What is this?', 'A grey square.')
    expect(lastBody()).toContain(Buffer.from(image).toString('base64'))
    await picture('square.png').waitFor()

    await kith.page.reload()
    await expectAnswer(screen, 'complete', 'A grey square.')
    await picture('square.png').waitFor()
    const width = () =>
      picture('square.png').evaluate((element: unknown) => (element as { naturalWidth: number }).naturalWidth)
    await expect.poll(width, patience).toBe(60)

    await screen.button('Answer again').click()
    await expectAnswer(screen, 'complete', 'Still grey.')
    expect(lastBody()).toContain(Buffer.from(image).toString('base64'))

    await screen.button('Open square.png').click()
    const dialog = screen.page.getByRole('dialog', { name: 'square.png' })
    await dialog.getByRole('img').waitFor()
    await screen.page.keyboard.press('Escape')
    await eventually(async () => expect(await dialog.count()).toBe(0))
  })

  test('files are dropped, removed, and kept with the draft over a reload', async () => {
    server.setScript([{ text: 'Read.' }])
    await bring('drop', 'notes.md', 'text/markdown', new TextEncoder().encode('# The heron stands'))
    await bring('drop', 'other.txt', 'text/plain', new TextEncoder().encode('Not wanted'))
    await removing('other.txt').click()
    await removing('notes.md').waitFor()
    // A file that is still on its way has no place in the draft yet.
    await eventually(async () => expect(await attached().getByRole('progressbar').count()).toBe(0))
    await kith.page.reload()
    await removing('notes.md').waitFor()
    await say(screen, 'Sum it up')
    await expectAnswer(screen, 'complete', 'Read.')
    expect(lastBody()).toContain('# The heron stands')
    expect(lastBody()).not.toContain('Not wanted')
    await screen.page.getByRole('button', { name: /^Open notes\.md Text, / }).click()
    await expectText(screen.page.getByRole('dialog', { name: 'notes.md' }), '# The heron stands')
    await screen.page.keyboard.press('Escape')
  })

  test('in another window a file on its way is not called lost, and is there when it has arrived', async () => {
    // What is being read of the file is held back.
    await screen.page.evaluate(`{
      const read = Blob.prototype.arrayBuffer
      const held = new Promise((resolve) => { window.letThrough = resolve })
      Blob.prototype.arrayBuffer = async function () { await held; return read.call(this) }
    }`)
    await screen.composer.fill('With a picture')
    await bring('paste', 'slow.png', 'image/png', png(20, 20))
    await bring('paste', 'unwanted.png', 'image/png', png(21, 21))
    await expectText(attached(), 'unwanted.png')
    const other = screenOf(await kith.newWindow())
    const there = other.page.getByRole('list', { name: 'Attached files' })
    await expectText(there, /slow\.png\s+on its way, from another window\s+unwanted\.png\s+on its way/)
    await removing('unwanted.png').click()
    await eventually(async () => expect(await there.innerText()).not.toContain('unwanted.png'))
    await screen.page.evaluate('window.letThrough()')
    await removing('slow.png').waitFor()
    await eventually(async () => expect(await there.innerText()).not.toContain('on its way'))
    await expectText(there, /slow\.png\s+\d+ bytes/)
    await other.page.close()
    await screen.page.reload()
    await removing('slow.png').click()
    await screen.composer.fill('')
  })

  test('what cannot be attached says why, beside what can', async () => {
    await screen.page.locator('input[type=file]').setInputFiles([
      { name: 'film.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(11 * 1024 * 1024) },
      { name: 'program.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 255]) },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
      { name: 'fine.txt', mimeType: 'text/plain', buffer: Buffer.from('Fine') },
    ])
    await expectText(attached(), 'film.bin cannot be attached. It is larger than 10 MB.')
    await expectText(attached(), 'program.bin cannot be attached. Kith takes images')
    await expectText(attached(), 'empty.txt cannot be attached. There is nothing in it.')
    // What they are, they are the next time, too.
    expect(await screen.button('Try again').count()).toBe(0)
    for (const name of ['film.bin', 'program.bin', 'empty.txt', 'fine.txt']) await removing(name).click()
    await eventually(async () => expect(await attached().count()).toBe(0))
  })

  test('a provider that refuses images is asked without them', async () => {
    const refusal = { error: { message: 'image_url is only supported by certain models.' } }
    server.setScript([{ status: 400, body: JSON.stringify(refusal) }, { text: 'I cannot see it.' }])
    const image = png(30, 30)
    await bring('paste', 'seen.png', 'image/png', image)
    await removing('seen.png').waitFor()
    await say(screen, 'What is this?')
    await expectAnswer(screen, 'failed', 'practice-small does not take these images')
    await screen.button('Answer without the images').click()
    await expectAnswer(screen, 'complete', 'I cannot see it.')
    expect(lastBody()).not.toContain(Buffer.from(image).toString('base64'))
    expect(lastBody()).toContain('Attached: seen.png')
  })

  test('before it is sent one reads that a model does not take it', async () => {
    await chooseModel(screen, 'Practice model')
    await bring('paste', 'unseen.png', 'image/png', png(20, 20))
    await removing('unseen.png').waitFor()
    await screen.page.getByText('The practice model reads no files.').waitFor()
    await removing('unseen.png').click()
  })
})
