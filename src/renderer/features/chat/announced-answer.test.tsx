// @vitest-environment happy-dom
// What a screen reader is told of an answer, however its words and its end come together.
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import type { Message } from '../../../shared/contract/chat'
import { useStreams } from '../../state/streams'

const heard: string[] = []
let stored: Message | undefined
vi.mock('../../lib/announcer', () => ({ announce: (text: string) => void (text && heard.push(text)) }))
vi.mock('../../state/messages', () => ({ storedMessage: () => stored }))
const { useAnnouncedAnswer } = await import('./use-announced-answer')

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const answer = (text: string, status: Message['status']): Message => ({
  id: 'answer',
  threadId: 'thread',
  seq: 2,
  role: 'assistant',
  content: { format: 2, parts: [{ type: 'text', text }] },
  status,
  createdAt: new Date().toISOString(),
  siblingIds: ['answer'],
})

function Listening() {
  useAnnouncedAnswer('thread', 'Coach')
  return null
}

it('the words that come with its end are said before the end is', async () => {
  const root = createRoot(document.createElement('div'))
  await act(async () => root.render(<Listening />))
  const { begin, receive } = useStreams.getState()
  begin('thread', { runId: 'run', message: answer('Good ', 'streaming') })
  stored = answer('Good morning. All is well.', 'complete')
  receive('thread', [
    { type: 'delta', runId: 'run', partIndex: 0, kind: 'text', text: 'morning. All is well.' },
    { type: 'finished', runId: 'run', message: stored },
  ])
  expect(heard.join(' ')).toBe('Coach is answering Good morning. All is well. Answer complete')
  await act(async () => root.unmount())
})
