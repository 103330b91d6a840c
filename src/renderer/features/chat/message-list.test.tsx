// @vitest-environment happy-dom
// Which messages are drawn again while an answer grows. Where the list puts them is the browser's business: here it
// draws them all.
import { act, Profiler } from 'react'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeEach, expect, it, vi } from 'vitest'
import type { LiveRun, Message } from '../../../shared/contract/chat'
import { useStreams } from '../../state/streams'
import { shownMessages } from './shown-messages'

const drawn = new Map<string, number>()

vi.mock('virtua', () => ({
  Virtualizer: ({
    data,
    children,
  }: {
    data: { message: Message }[]
    children: (item: unknown, at: number) => ReactElement
  }) =>
    data.map((item, index) => (
      <Profiler key={item.message.id} id={item.message.id} onRender={(id) => drawn.set(id, (drawn.get(id) ?? 0) + 1)}>
        {children(item, index)}
      </Profiler>
    )),
}))
vi.mock('./Answer', () => ({ Answer: ({ message }: { message: Message }) => <p>{textOf(message)}</p> }))
vi.mock('./OwnWords', () => ({ OwnWords: ({ message }: { message: Message }) => <p>{textOf(message)}</p> }))
vi.mock('../../wire/rpc', () => ({ rpc: {}, queries: {} }))
const { MessageList } = await import('./MessageList')

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const textOf = (message: Message) =>
  message.content.parts.map((part) => String((part as { text?: string }).text)).join('')

function messageAt(place: number, text: string, status: Message['status'] = 'complete'): Message {
  return {
    id: `m${place}`,
    threadId: 'thread',
    seq: place,
    place,
    role: place % 2 === 1 ? 'user' : 'assistant',
    content: { format: 2, parts: [{ type: 'text', text }] },
    status,
    siblingIds: [`m${place}`],
    createdAt: '2026-11-27T09:00:00.000Z',
  }
}

beforeEach(() => drawn.clear())

it('draws the growing answer again, and no other message', async () => {
  const stored = Array.from({ length: 19 }, (_, index) => messageAt(index + 1, `said ${index + 1}`))
  const run: LiveRun = { runId: 'run', message: messageAt(20, '', 'streaming') }
  useStreams.getState().begin('thread', run)
  const page = document.body.appendChild(document.createElement('div'))
  const shown = shownMessages(stored, run.message)
  const nothing = { current: null }
  await act(async () =>
    createRoot(page).render(
      <MessageList
        virtualizer={nothing}
        scroller={nothing}
        shown={shown}
        isWhole
        count={20}
        speaker="Coach"
        activeId={null}
        touchedIds={[]}
        markedId={null}
        edgeId={null}
        onResize={() => {}}
      />,
    ),
  )
  const before = new Map(drawn)
  for (let word = 1; word <= 50; word += 1) {
    await act(async () =>
      useStreams
        .getState()
        .receive('thread', [{ type: 'delta', runId: 'run', partIndex: 0, kind: 'text', text: `word${word} ` }]),
    )
  }
  expect(page.textContent).toContain('word1 word2')
  expect(page.textContent).toContain('word50')
  const again = [...drawn].filter(([id, times]) => times > (before.get(id) ?? 0)).map(([id]) => id)
  expect(again).toEqual(['m20'])
  expect((drawn.get('m20') ?? 0) - (before.get('m20') ?? 0)).toBe(50)
})
