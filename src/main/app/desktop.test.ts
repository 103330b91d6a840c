import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Message } from '../../shared/contract/chat'
import type { AnswerNote, DesktopChoice, DesktopCommand, DesktopPresent } from '../../shared/contract/desktop'
import { ASKED } from '../../shared/domain/approval'
import { openDesktopSettings } from '../settings'
import { createDesktop } from './desktop'
import type { DesktopHost } from './host'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

const threadId = '00000000-0000-4000-8000-000000000001'
const personaId = '00000000-0000-4000-8000-000000000002'
const present: DesktopPresent = {
  system: 'linux',
  isWayland: false,
  quick: 'on',
  login: { kind: 'off' },
  canNotify: true,
  spelling: ['de'],
  spellingFailed: [],
}

function answerOf(
  status: Message['status'],
  parts: object[] = [{ type: 'text', text: '\n# Hello **you**\nMore' }],
): Message {
  return { id: threadId, threadId, status, content: { format: 2, parts } } as unknown as Message
}

/** @param hasDesktop false: a browser shows Kith */
async function desktopHere(some: Partial<DesktopChoice> = {}, hasDesktop = true) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-desktop-'))
  folders.push(folder)
  const settings = await openDesktopSettings(folder, () => {}, 'linux')
  await settings.change(some)
  const notes: AnswerNote[] = []
  const counts: number[] = []
  const followed: DesktopChoice[] = []
  let changed = () => {}
  const host: DesktopHost = {
    follow: (choice) => void followed.push(choice),
    present: () => present,
    onChange: (listener) => (changed = listener),
    showAnswering: (count) => void counts.push(count),
    notify: (note) => void notes.push(note),
    openInKith: () => {},
    closeQuick: () => {},
  }
  let now = 0
  const desktop = createDesktop({
    settings,
    host: hasDesktop ? host : null,
    services: async () => ({ call: (async () => [{ id: personaId, name: 'Coach' }]) as never }),
    onTrouble: (error) => {
      throw error
    },
    now: () => now,
  })
  const answer = (seconds: number, message: Message, runId = crypto.randomUUID()) => {
    desktop.answering({ kind: 'began', runId, threadId, personaId })
    now += seconds * 1_000
    desktop.answering({ kind: 'over', runId, threadId, answer: message })
    return runId
  }
  return { desktop, notes, counts, followed, answer, changed: () => changed() }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

/** What this page is asked until it stops listening. */
function listening(desktop: Awaited<ReturnType<typeof desktopHere>>['desktop'], pageId: number | null) {
  const stop = new AbortController()
  const heard: DesktopCommand[] = []
  const ended = (async () => {
    for await (const command of desktop.calls.commands(pageId, stop.signal)) heard.push(command)
  })()
  return { heard, stop: () => (stop.abort(), ended) }
}

describe('an answer that is over', () => {
  test('is told of when it took long, with who gave it and nothing of what it says', async () => {
    const { notes, answer } = await desktopHere()
    answer(29.9, answerOf('complete'))
    answer(30, answerOf('complete'))
    await expect.poll(() => notes).toHaveLength(1)
    expect(notes[0]).toEqual({
      threadId,
      personaId,
      messageId: threadId,
      persona: 'Coach',
      outcome: 'complete',
      line: null,
    })
  })

  test('is told of with its first line where its owner wants that', async () => {
    const { notes, answer } = await desktopHere({ notifiesWithWords: true })
    answer(40, answerOf('complete'))
    await expect.poll(() => notes[0]?.line).toBe('Hello you')
    answer(40, answerOf('complete', [{ type: 'text', text: 'a'.repeat(500) }]))
    await expect.poll(() => notes[1]?.line).toBe(`${'a'.repeat(139)}…`)
  })

  test('is told of when it failed or waits for a word, and not when somebody stopped it or Kith ended', async () => {
    const { notes, answer } = await desktopHere()
    answer(60, answerOf('stopped'))
    answer(60, answerOf('failed', [{ type: 'error', error: { name: 'RUN_INTERRUPTED', message: '' } }]))
    answer(60, answerOf('failed', [{ type: 'error', error: { name: 'PROVIDER_FAILED', message: '' } }]))
    const asking = {
      toolInvocation: { state: ASKED, toolCallId: 'x', toolName: 'x' },
      approval: { runId: 'x', key: 'x' },
    }
    answer(60, answerOf('streaming', [{ type: 'tool-invocation', ...asking }]))
    await expect.poll(() => notes.map(({ outcome }) => outcome)).toEqual(['failed', 'asks'])
  })

  test('is told of however short it was, when it failed or waits for a word', async () => {
    const { notes, answer } = await desktopHere()
    answer(10, answerOf('failed', [{ type: 'error', error: { name: 'PROVIDER_FAILED', message: '' } }]))
    const asking = {
      toolInvocation: { state: ASKED, toolCallId: 'x', toolName: 'x' },
      approval: { runId: 'x', key: 'x' },
    }
    answer(3, answerOf('streaming', [{ type: 'tool-invocation', ...asking }]))
    answer(3, answerOf('complete'))
    await expect.poll(() => notes.map(({ outcome }) => outcome)).toEqual(['failed', 'asks'])
  })

  test('is told of once, also when its end was stored late', async () => {
    const { desktop, notes, answer } = await desktopHere()
    const runId = answer(60, answerOf('failed', []))
    desktop.answering({ kind: 'over', runId, threadId, answer: answerOf('complete') })
    await settled()
    expect(notes).toHaveLength(1)
  })

  test('is told of to nobody who does not want it', async () => {
    const { desktop, notes, answer } = await desktopHere({ notifies: false })
    answer(60, answerOf('complete'))
    await settled()
    expect(notes).toEqual([])
    await desktop.calls.choose({ notifies: true })
    answer(60, answerOf('complete'))
    await expect.poll(() => notes).toHaveLength(1)
  })

  test('is told of to the pages of a browser, where one shows Kith', async () => {
    const { desktop, answer } = await desktopHere({}, false)
    const page = listening(desktop, null)
    answer(60, answerOf('complete'))
    await expect.poll(() => page.heard).toMatchObject([{ kind: 'tell', note: { persona: 'Coach' } }])
    await page.stop()
  })
})

test('how many answers are being written is counted', async () => {
  const { desktop, counts, answer } = await desktopHere()
  desktop.answering({ kind: 'began', runId: 'a', threadId, personaId: null })
  answer(1, answerOf('complete'))
  desktop.answering({ kind: 'over', runId: 'a', threadId, answer: answerOf('stopped') })
  expect(counts).toEqual([1, 2, 1, 0])
})

test('a page that is about to be loaded hears what it was asked meanwhile, once, and no other page does', async () => {
  const { desktop } = await desktopHere()
  desktop.tell(7, { kind: 'do', action: 'search.open' })
  desktop.tell(7, { kind: 'do', action: 'threads.new' })
  const other = listening(desktop, 8)
  const page = listening(desktop, 7)
  await expect.poll(() => page.heard).toEqual([{ kind: 'do', action: 'threads.new' }])
  desktop.tell(7, { kind: 'do', action: 'settings.open' })
  await expect.poll(() => page.heard).toHaveLength(2)
  await page.stop()
  const again = listening(desktop, 7)
  await settled()
  expect([again.heard, other.heard]).toEqual([[], []])
  await Promise.all([again.stop(), other.stop()])
})

test('whoever watches sees what was chosen, and what the desktop makes of it', async () => {
  const { desktop, followed, changed } = await desktopHere()
  const stop = new AbortController()
  const seen: unknown[] = []
  const ended = (async () => {
    for await (const view of desktop.calls.watch(stop.signal)) seen.push(view)
  })()
  await desktop.calls.choose({ tray: false })
  changed()
  await expect.poll(() => seen).toHaveLength(3)
  expect(seen[1]).toMatchObject({ choice: { tray: false }, present: { quick: 'on' } })
  expect(followed.map(({ tray }) => tray)).toEqual([true, false])
  stop.abort()
  await ended
})
