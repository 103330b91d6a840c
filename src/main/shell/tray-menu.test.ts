import { expect, test } from 'vitest'
import { trayTemplate } from './tray-menu'
import { wordsOfShell } from './words'

const done: string[] = []
const template = (answering: number, hasQuickWindow: boolean, language: 'en' | 'de' = 'en') =>
  trayTemplate({
    answering,
    hasQuickWindow,
    words: wordsOfShell(language, []).tray,
    open: () => done.push('open'),
    newThread: () => done.push('new thread'),
    quickWindow: () => done.push('quick window'),
    quit: () => done.push('quit'),
  })

test('the menu of the tray has the ways in, what is going on, and the way out', () => {
  const items = template(2, true)
  expect(items.flatMap(({ label }) => label ?? [])).toEqual([
    'Open Kith',
    'New thread',
    'Quick window',
    '2 answers are being written',
    'Quit Kith',
  ])
  for (const { click } of items) (click as (() => void) | undefined)?.()
  expect(done).toEqual(['open', 'new thread', 'quick window', 'quit'])
  expect(template(0, false).map(({ id }) => id)).not.toContain('tray-quick')
})

test('it counts in German, too', () => {
  const said = (count: number) => template(count, true, 'de').find(({ id }) => id === 'tray-answering')?.label
  expect([0, 1, 3].map(said)).toEqual([
    'Keine Antwort entsteht gerade',
    '1 Antwort entsteht gerade',
    '3 Antworten entstehen gerade',
  ])
})
