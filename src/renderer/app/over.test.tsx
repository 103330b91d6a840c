// @vitest-environment happy-dom
// A dialog that cannot be drawn: it says so and can be closed, and the pane behind it stays as it is.
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PageFailure } from '../../shared/contract/diagnostics'
import { Dialog } from '../ui/Dialog'
import { TooltipProvider } from '../ui/Tooltip'
import { words as uiWords } from '../ui/words'
import { onCaughtError, onUncaughtError } from './drawing-errors'
import { Guarded } from './Guarded'
import { Over } from './Over'
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
})

function Fragile() {
  if (isBroken) throw new TypeError('Cannot be drawn')
  return <p>a form</p>
}

const dialog = () => document.querySelector('[role=dialog]')
const field = () => document.querySelector('textarea')
const press = (name: string) =>
  act(async () =>
    [...document.querySelectorAll('button')]
      .find((button) => button.textContent === name || button.getAttribute('aria-label') === name)
      ?.click(),
  )

/** A pane in which somebody writes, and which opens a dialog. */
function Pane() {
  const [isOpen, setOpen] = useState(true)
  return (
    <TooltipProvider>
      <Guarded where="conversation">
        <textarea defaultValue="Half a sentence" />
        <Dialog title="The editor" close="Leave" isOpen={isOpen} onClose={() => setOpen(false)}>
          <Fragile />
        </Dialog>
      </Guarded>
    </TooltipProvider>
  )
}

test('what a dialog holds fails alone, main is told where, and trying again draws it', async () => {
  await act(async () => root.render(<Pane />))
  expect(dialog()?.textContent).toContain('The editor')
  expect(dialog()?.textContent).toContain(uiWords.brokenDialog.title)
  expect(dialog()?.textContent).not.toContain('Cannot be drawn')
  expect(field()?.value).toBe('Half a sentence')
  expect(told).toHaveBeenCalledExactlyOnceWith({
    where: 'dialog',
    error: expect.objectContaining({ name: 'TypeError' }),
  })
  isBroken = false
  await press(uiWords.tryAgain)
  expect(dialog()?.textContent).toContain('a form')
})

test.each([uiWords.closeDialog, 'Leave'])('it is closed by “%s”, and the pane is as it was', async (name) => {
  await act(async () => root.render(<Pane />))
  const before = field()
  await press(name)
  expect(dialog()).toBeNull()
  expect(field()).toBe(before)
})

function Panes() {
  const [isWanted, setWanted] = useState(true)
  return (
    <TooltipProvider>
      <textarea defaultValue="Half a sentence" />
      <Over onClose={() => setWanted(false)}>{isWanted ? <Fragile /> : null}</Over>
    </TooltipProvider>
  )
}

test('where not even the dialog could be drawn, another says so and goes with the wish for it', async () => {
  await act(async () => root.render(<Panes />))
  expect(dialog()?.textContent).toContain(words.brokenOver)
  expect(field()?.value).toBe('Half a sentence')
  await press(uiWords.closeDialog)
  expect(dialog()).toBeNull()
  expect(told).toHaveBeenCalledOnce()
})
