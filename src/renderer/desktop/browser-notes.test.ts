// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AnswerNote } from '../../shared/contract/desktop'

const note: AnswerNote = {
  threadId: 'thread',
  personaId: 'coach',
  messageId: 'message',
  persona: 'Coach',
  outcome: 'failed',
  line: null,
}
const shown: { title: string; options: { body: string; tag: string }; click(): void }[] = []
let permission = 'granted'
let hasFocus = false

class PlayedNotification extends EventTarget {
  static get permission() {
    return permission
  }
  close() {}
  constructor(title: string, options: { body: string; tag: string }) {
    super()
    shown.push({ title, options, click: () => this.dispatchEvent(new Event('click')) })
  }
}

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('Notification', PlayedNotification)
  vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus)
  shown.length = 0
  permission = 'granted'
  hasFocus = false
})
afterEach(() => vi.unstubAllGlobals())

const load = async () => (await import('./browser-notes')).tellOf

test('an answer is told of once the browser may, and a click opens it', async () => {
  const tellOf = await load()
  permission = 'default'
  await tellOf(note, () => {})
  expect(shown).toEqual([])
  permission = 'granted'
  const opened: string[] = []
  await tellOf(note, () => opened.push('thread'))
  expect(shown[0]).toMatchObject({
    title: 'Coach',
    // The same answer told by another tab takes its place.
    options: { body: 'The answer could not be finished.', tag: 'message' },
  })
  shown[0]?.click()
  expect(opened).toEqual(['thread'])
})

test('nothing is told to somebody who looks at this tab, or at another one', async () => {
  const tellOf = await load()
  hasFocus = true
  await tellOf(note, () => {})
  hasFocus = false
  const other = new BroadcastChannel('kith.looked-at')
  other.addEventListener('message', ({ data }) => data === 'who?' && other.postMessage('I am'))
  await tellOf(note, () => {})
  other.close()
  expect(shown).toEqual([])
})
