// @vitest-environment happy-dom
// A part of the window that cannot be drawn: the others go on, what was written stays, and main is told.
import { act } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PageFailure } from '../../shared/contract/diagnostics'
import { useDrafts } from '../state/drafts'
import { useOpen } from '../state/open'
import { onCaughtError, onUncaughtError } from './drawing-errors'
import { Guarded } from './Guarded'
import { words } from './words'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const told = vi.hoisted(() => vi.fn<(failure: PageFailure) => Promise<void>>(async () => {}))
vi.mock('../wire/rpc', () => ({ rpc: { diagnostics: { pageFailed: told } } }))

let root: Root
let isBroken = true

beforeEach(() => {
  isBroken = true
  told.mockClear()
  vi.spyOn(console, 'error').mockImplementation(() => {})
  root = createRoot(document.body.appendChild(document.createElement('div')), { onCaughtError, onUncaughtError })
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.replaceChildren()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function Fragile() {
  if (isBroken) throw new TypeError('Cannot be drawn')
  return <p>whole again</p>
}

const show = (children: ReactNode) => act(async () => root.render(<>{children}</>))
const text = () => document.body.textContent ?? ''
const press = (name: string) =>
  act(async () => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click())

test('what fails in one pane is named there, the other goes on, and main is told where, once', async () => {
  await show(
    <>
      <Guarded where="conversation">
        <Fragile />
      </Guarded>
      <Guarded where="inspector">
        <p>what is known</p>
      </Guarded>
    </>,
  )
  expect(text()).toContain(words.broken.conversation.title)
  expect(text()).toContain('what is known')
  expect(told).toHaveBeenCalledExactlyOnceWith({
    where: 'conversation',
    error: expect.objectContaining({ name: 'TypeError' }),
  })
  // What an error says may be what somebody wrote.
  expect(text()).not.toContain('Cannot be drawn')
})

test('trying again draws it again', async () => {
  await show(
    <Guarded where="conversation">
      <Fragile />
    </Guarded>,
  )
  await press(words.tryAgain)
  expect(text()).toContain(words.broken.conversation.title)
  isBroken = false
  await press(words.tryAgain)
  expect(text()).toBe('whole again')
})

test('another thread is drawn without being asked to', async () => {
  const guarded = (threadId: string) => (
    <Guarded where="conversation" attempt={threadId}>
      <Fragile />
    </Guarded>
  )
  await show(guarded('one'))
  isBroken = false
  await show(guarded('two'))
  expect(text()).toBe('whole again')
})

test('what was written is kept at once, and going to the list of threads leaves everything that was open', async () => {
  useDrafts.getState().write('a-thread', 'Not sent yet')
  useOpen.setState({
    threadId: 'a-thread',
    page: 'memory',
    panes: { sidebar: false, inspector: { thread: true, start: true } },
  })
  await show(
    <Guarded where="conversation">
      <Fragile />
    </Guarded>,
  )
  const kept = Array.from({ length: localStorage.length }, (_, index) =>
    localStorage.getItem(localStorage.key(index) ?? ''),
  )
  expect(kept.join()).toContain('Not sent yet')
  isBroken = false
  await press(words.toThreads)
  expect(useOpen.getState()).toMatchObject({ threadId: null, page: 'conversation', panes: { sidebar: true } })
  expect(text()).toBe('whole again')
  expect(useDrafts.getState().drafts['a-thread']?.text).toBe('Not sent yet')
})

test('the report is offered, and the list of threads not where it is the list that fails', async () => {
  await show(
    <Guarded where="sidebar">
      <Fragile />
    </Guarded>,
  )
  expect(text()).not.toContain(words.toThreads)
  await press(words.report)
  expect(useOpen.getState().dialog).toBe('report')
  useOpen.setState({ dialog: null })
})

test('where not even a boundary holds, there is a word and a way on', async () => {
  const reported = vi.fn<(error: unknown) => void>()
  vi.stubGlobal('reportError', reported)
  // Inside of `act` React hands the error to whoever called that, and to nobody else.
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false })
  root.render(<Fragile />)
  await vi.waitFor(() => expect(reported).toHaveBeenCalledOnce())
  await vi.waitFor(() => expect(text()).toContain(words.broken.all.title))
  expect(text()).toContain(words.reload)
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
