// @vitest-environment happy-dom
// A receipt of two hundred things, and one that cannot be read at first. What main says is given; the rest is the page's own.
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Message } from '../../../../shared/contract/chat'
import type { Receipt, ReceiptItem } from '../../../../shared/contract/receipts'

const ofMessage = vi.fn<(input: { messageId: string }) => Promise<Receipt[]>>()
vi.mock('../../../wire/rpc', () => {
  const rpc = { receipts: { ofMessage } }
  return { rpc, queries: createTanstackQueryUtils(rpc as never) }
})
const { ReceiptOfAnswer } = await import('./ReceiptOfAnswer')

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const answer: Message = {
  id: 'answer',
  threadId: 'thread',
  seq: 2,
  place: 2,
  role: 'assistant',
  content: { format: 2, parts: [{ type: 'text', text: 'It depends.' }] },
  status: 'complete',
  siblingIds: ['answer'],
  createdAt: '2026-11-27T09:00:00.000Z',
}

function itemAt(place: number): ReceiptItem {
  return {
    kind: 'memory',
    id: `memory-${place}`,
    used: place <= 120,
    reason: place <= 120 ? null : 'budget',
    state: 'present',
    said: `Said ${place}`,
    role: null,
    threadId: 'elsewhere',
    threadTitle: 'The boat',
    personaId: null,
    saidAt: '2026-11-20T09:00:00.000Z',
    rank: place,
    score: 1 / place,
    closeness: 0.5,
    foundBy: 'words',
    words: ['said'],
    tokens: 4,
    irrelevantSince: null,
  }
}

const long: Receipt = {
  runId: 'run',
  provider: null,
  model: null,
  inputTokens: null,
  outputTokens: null,
  cachedTokens: null,
  reasoningTokens: null,
  cost: null,
  dropped: null,
  items: Array.from({ length: 200 }, (_, index) => itemAt(index + 1)),
  files: [],
  notes: null,
  given: { instructions: 0, notes: 0, history: 0, messages: 0, tools: 0 },
}

let root: Root
beforeEach(async () => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.replaceChildren()
})

async function open(): Promise<void> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <ReceiptOfAnswer message={answer} />
      </QueryClientProvider>,
    ),
  )
  await shown('[data-receipt-row], [role=alert]')
}
/** What is asked for arrives, and is drawn, some turns later. */
const shown = (selector: string) =>
  vi.waitFor(async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve)))
    expect(document.querySelector(selector)).not.toBeNull()
  })
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-receipt-row]')]
const button = (name: RegExp) => [...document.querySelectorAll('button')].find((one) => name.test(one.textContent))
const press = (key: string) =>
  act(async () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
const click = (name: RegExp) => act(async () => button(name)?.click())

it('shows twenty of each kind and the rest when it is asked for, and goes on with the first of those', async () => {
  ofMessage.mockResolvedValue([long])
  await open()
  expect(rows()).toHaveLength(40)
  await click(/^Show 100 more/)
  expect(rows()).toHaveLength(140)
  expect(document.activeElement?.textContent).toBe('Said 21')
  await click(/^Show 60 more/)
  expect(rows()).toHaveLength(200)
  expect(document.activeElement?.textContent).toBe('Said 141')
}, 30_000)

it('is gone through by key from the first to the last, one open and in the order of Tab at a time', async () => {
  ofMessage.mockResolvedValue([long])
  await open()
  await click(/^Show 100 more/)
  await click(/^Show 60 more/)
  rows()[0]?.focus()
  await press('End')
  expect(document.activeElement?.textContent).toBe('Said 200')
  await press('ArrowUp')
  expect(document.activeElement?.textContent).toBe('Said 199')
  await press('Home')
  expect(document.activeElement?.textContent).toBe('Said 1')
  // From what was used into what was left out.
  rows()[118]?.focus()
  await press('ArrowDown')
  await press('ArrowDown')
  expect(document.activeElement?.textContent).toBe('Said 121')
  expect(rows().filter((row) => row.getAttribute('aria-expanded') === 'true')).toEqual([document.activeElement])
  expect(rows().filter((row) => row.tabIndex === 0)).toEqual([document.activeElement])
  expect(document.querySelectorAll('[data-actions]')).toHaveLength(1)
}, 30_000)

it('shows what was said without the signs of Markdown, in a line or two and whole', async () => {
  const [first, ...others] = long.items
  const said = `> My **dog**\n\n${'barks '.repeat(400)}at the *end*.`
  ofMessage.mockResolvedValue([{ ...long, items: [{ ...(first as ReceiptItem), said }, ...others] }])
  await open()
  const row = rows()[0]
  // The first one is open from the beginning.
  expect(row?.textContent).toMatch(/^My dog\s+barks .*at the \*end\*\.$/s)
  await act(async () => row?.click())
  expect(row?.textContent).toMatch(/^My dog\s+barks (?!.*end)/s)
})

it('says why it cannot be read, and is read when that is tried again', async () => {
  ofMessage.mockRejectedValueOnce(new Error('the disk is gone'))
  ofMessage.mockResolvedValue([long])
  await open()
  expect(document.querySelector('[role=alert]')).not.toBeNull()
  expect(rows()).toHaveLength(0)
  await click(/^Try again/)
  await shown('[data-receipt-row]')
  expect(rows()).toHaveLength(40)
  expect(document.querySelector('[role=alert]')).toBeNull()
  expect(ofMessage).toHaveBeenLastCalledWith({ messageId: 'answer' }, expect.anything())
})
