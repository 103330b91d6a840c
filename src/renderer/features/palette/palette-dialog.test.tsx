// @vitest-environment happy-dom
// What is typed before the palette is there: its field stands in, and hands over what it was given.
import { act, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import { PaletteDialog } from './PaletteDialog'
import type { PaletteProps } from './PaletteDialog'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

it('keeps what was typed and entered, and gives the palette both, and the focus', async () => {
  const chosen: string[] = []
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => root.render(<PaletteDialog Palette={null} />))
  const early = field()
  early.focus()
  await type(early, 'dark')
  await act(async () => early.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })))

  function Palette({ typed, onType, isEntered }: PaletteProps) {
    useEffect(() => {
      if (isEntered) chosen.push(typed)
    }, [typed, isEntered])
    return <input value={typed} onChange={(event) => onType(event.target.value)} />
  }
  await act(async () => root.render(<PaletteDialog Palette={Palette} />))
  const late = field()
  expect(late).not.toBe(early)
  expect(late.value).toBe('dark')
  expect(chosen).toEqual(['dark'])
  expect(document.activeElement).toBe(late)
  expect([late.selectionStart, late.selectionEnd]).toEqual([4, 4])

  // What is typed on is not entered by that.
  await type(late, 'dark theme')
  expect(chosen).toEqual(['dark'])
  await act(async () => root.unmount())
})

function field(): HTMLInputElement {
  const found = document.querySelector('input')
  if (!found) throw new Error('There is no field.')
  return found
}

async function type(input: HTMLInputElement, text: string): Promise<void> {
  await act(async () => {
    // As the browser sets it, so that React sees a change.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
