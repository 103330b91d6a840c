// @vitest-environment happy-dom
import { act } from 'react'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import { Button } from './Button'
import { Unchangeable } from './unchangeable'
import { UnchangeableNote } from './UnchangeableNote'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const reason = 'Nothing can be changed.'

it('keeps a button that would change something within reach, and says why it does nothing', async () => {
  const change = vi.fn<() => void>()
  const read = vi.fn<() => void>()
  const page = await shown(
    <Unchangeable value={reason}>
      <Button changes onClick={change}>
        Archive
      </Button>
      <Button onClick={read}>Show</Button>
      <UnchangeableNote />
    </Unchangeable>,
  )
  const [archive, show] = page.querySelectorAll('button')
  archive?.click()
  show?.click()
  expect(change).not.toHaveBeenCalled()
  expect(read).toHaveBeenCalledOnce()
  expect(archive?.getAttribute('aria-disabled')).toBe('true')
  expect(archive?.title).toBe(reason)
  expect(archive?.disabled).toBe(false)
  expect(page.querySelector('[role=status]')?.textContent).toBe(reason)
})

it('sends no form with such a button', async () => {
  const send = vi.fn<() => void>()
  const page = await shown(
    <Unchangeable value={reason}>
      <form onSubmit={send}>
        <Button changes type="submit">
          Save
        </Button>
      </form>
    </Unchangeable>,
  )
  page.querySelector('button')?.click()
  expect(send).not.toHaveBeenCalled()
})

it('leaves every button as it is where things can be changed', async () => {
  const change = vi.fn<() => void>()
  const page = await shown(
    <>
      <Button changes onClick={change}>
        Archive
      </Button>
      <UnchangeableNote />
    </>,
  )
  page.querySelector('button')?.click()
  expect(change).toHaveBeenCalledOnce()
  expect(page.querySelector('button')?.getAttribute('aria-disabled')).toBeNull()
  expect(page.querySelector('[role=status]')).toBeNull()
})

async function shown(what: ReactElement): Promise<HTMLElement> {
  const page = document.body.appendChild(document.createElement('div'))
  await act(async () => createRoot(page).render(what))
  return page
}
