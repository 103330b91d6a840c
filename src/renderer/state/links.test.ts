import { expect, it, vi } from 'vitest'

vi.mock('../wire/rpc', () => ({ rpc: {} }))
vi.mock('./open', () => ({ useOpen: {} }))
const { readLink } = await import('./links')

const id = '0f0f0f0f-0000-4000-8000-000000000001'

it('names a thread, and a message in it', () => {
  expect(readLink(`#/thread/${id}`)).toEqual({ threadId: id, messageId: undefined })
  expect(readLink(`#/thread/${id}/message/${id}`)).toEqual({ threadId: id, messageId: id })
})

it.each(['', '#', '#/thread/', '#/thread/1', `#/thread/${id}/message/`, `#/thread/${id}<script>`, `#/threads/${id}`])(
  'names nothing: %s',
  (hash) => {
    expect(readLink(hash)).toBeNull()
  },
)
