// @vitest-environment happy-dom
// Whoever saves a thread hears which of its attachments are not in the file.
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it, vi } from 'vitest'
import type { SavedThreads } from '../../../shared/contract/thread-files'

const save = vi.fn<() => Promise<SavedThreads>>()
vi.mock('../../wire/rpc', () => ({ rpc: { threadFiles: { save } } }))
const { saveThreads, useThreadFiles } = await import('../../state/thread-files')
const { TooltipProvider } = await import('../../ui/Tooltip')
const { SaveThreads } = await import('./SaveThreads')

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const root = createRoot(document.body.appendChild(document.createElement('div')))
afterEach(() => act(async () => root.render(null)))

async function saved(leftOut: SavedThreads['leftOut']): Promise<string> {
  save.mockResolvedValue({ placed: { how: 'written', place: '/home/Sea.kith' }, leftOut })
  const threads = [{ id: 'a', name: 'Sea' }]
  saveThreads(threads)
  await act(async () =>
    root.render(
      <TooltipProvider>
        <SaveThreads threads={threads} />
      </TooltipProvider>,
    ),
  )
  await act(async () => document.querySelector<HTMLInputElement>('[id$=-kith]')?.click())
  await act(async () => document.querySelector('form')?.requestSubmit())
  return document.querySelector('[role=alert]')?.textContent ?? ''
}

it('says what had no room and what is gone, by name, and stays until that is read', async () => {
  const noRoom = ['1.png', '2.png', '3.png', '4.png', '5.png', '6.png', '7.png']
  const said = await saved({ noRoom, gone: ['old.pdf'] })
  expect(said).toContain('8 attachments are not in it')
  expect(said).toContain('no room for 1.png, 2.png, 3.png, 4.png, 5.png, 2 more: a Kith file can have 96 MB')
  expect(said).toContain('old.pdf')
  expect(useThreadFiles.getState().wish).not.toBeNull()
  const close = [...document.querySelectorAll<HTMLElement>('[role=alert] button')].at(0)
  await act(async () => close?.click())
  expect(useThreadFiles.getState().wish).toBeNull()
})

it('says nothing more, and is over, when all is in it', async () => {
  expect(await saved({ noRoom: [], gone: [] })).toBe('')
  expect(useThreadFiles.getState().wish).toBeNull()
})
