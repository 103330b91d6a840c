import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { toolUseOfPart } from './parts'
import { ToolStep } from './ToolStep'

/** What is read of a call in this state. */
function read(state: string, isOver: boolean, outcome?: string): string {
  const approval = outcome === undefined ? {} : { approval: { title: 'Write a note', outcome } }
  const toolInvocation = { toolCallId: 'c', toolName: 'Desk_write', state, args: {} }
  const use = toolUseOfPart({ type: 'tool-invocation', toolInvocation, ...approval })
  if (!use) throw new Error('this is no call')
  return renderToStaticMarkup(<ToolStep use={use} isOver={isOver} />).replaceAll(/<[^>]*>/g, '')
}

describe('a tool call', () => {
  it.each([
    ['call', false, undefined, 'Using Desk_write'],
    ['call', true, undefined, 'Begun, and broken off: Desk_write'],
    ['approved', false, 'approved', 'You allowed: Write a note'],
    ['approved', true, 'approved', 'Not done: Write a note'],
    ['call', false, 'edited', 'Using Write a note'],
    ['call', true, 'edited', 'Begun, and broken off: Write a note'],
    ['result', true, 'edited', 'You allowed, edited: Write a note'],
    ['output-denied', true, 'denied', 'You did not allow: Write a note'],
    ['output-denied', true, 'wrote-on', 'Not done, because you wrote on: Write a note'],
    ['approval-requested', true, undefined, 'Could not use Desk_write'],
  ])('%s, over %s, %s: %s', (state, isOver, outcome, words) => {
    expect(read(state, isOver, outcome)).toContain(words)
  })
})
