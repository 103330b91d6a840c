// @vitest-environment happy-dom
// A search that fails: the page says so, keeps what was looked for, and looks again when it is told to.
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Found, SearchPage as FoundPage } from '../../../shared/contract/search'

const find = vi.fn<(input: unknown) => Promise<FoundPage>>()
vi.mock('../../wire/rpc', () => {
  const rpc = { search: { find }, personas: { list: async () => [] }, settings: {} }
  return { rpc, queries: createTanstackQueryUtils(rpc as never) }
})
vi.mock('../../wire/use-connection', () => ({ useConnection: () => ({ phase: 'open' }) }))
vi.mock('./use-meaning', () => ({ useHasMeaning: () => false }))
// Which rows are in view is the browser's business: here all are.
vi.mock('virtua', () => ({ Virtualizer: ({ children }: { children: unknown }) => children }))
const { TooltipProvider } = await import('../../ui/Tooltip')
const { SearchPage } = await import('./SearchPage')
const { seek } = await import('../../state/search')

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const heron: Found = {
  kind: 'message',
  id: 'message',
  threadId: 'thread',
  messageId: 'message',
  memoryId: null,
  personaId: null,
  title: 'By the water',
  key: null,
  role: 'user',
  memoryKind: null,
  isShown: true,
  status: null,
  at: '2026-11-27T09:00:00.000Z',
  snippet: 'The \u0002heron\u0003 waits.',
}
const oneFound: FoundPage = {
  items: [heron],
  next: null,
  counts: { message: 1, memory: 0, thread: 0, metadata: 0 },
  corrected: [],
  took: 1,
  meaning: 'off',
}

beforeEach(() => {
  find.mockReset()
  seek({ text: 'heron', filters: [], kind: null })
})
const root = createRoot(document.body.appendChild(document.createElement('div')))
afterEach(() => act(async () => root.render(null)))

async function open(): Promise<void> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <TooltipProvider>
          <SearchPage start={null} onClose={() => {}} />
        </TooltipProvider>
      </QueryClientProvider>,
    ),
  )
}
/** What is asked for arrives, and is drawn, some turns later. */
const shown = (selector: string) =>
  vi.waitFor(async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve)))
    expect(document.querySelector(selector)).not.toBeNull()
  })
const text = () => document.body.textContent
const options = () => document.querySelectorAll('[role=option]').length
const tryAgain = () =>
  act(async () => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Try again')?.click())

it('says that it failed, not that nothing was found, and finds when it is tried again', async () => {
  find.mockRejectedValueOnce(new Error('the disk is gone'))
  find.mockResolvedValue(oneFound)
  await open()
  await shown('[role=alert]')
  expect(options()).toBe(0)
  expect(text()).not.toContain('Nothing')
  expect(document.querySelector('input')?.value).toBe('heron')
  await tryAgain()
  await shown('[role=option]')
  expect(options()).toBe(1)
  expect(document.querySelector('[role=alert]')).toBeNull()
})
