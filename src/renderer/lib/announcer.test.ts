import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAnnouncer } from './announcer'
import type { Announcement, Urgency } from './announcer'

function listenTo() {
  const announcer = createAnnouncer((run, milliseconds) => setTimeout(run, milliseconds))
  let shown: Record<Urgency, readonly Announcement[]> = { polite: [], assertive: [] }
  announcer.listen((value) => (shown = value))
  return {
    announce: announcer.announce,
    pass: (milliseconds = 500) => vi.advanceTimersByTime(milliseconds),
    heard: (urgency: Urgency) => shown[urgency].map((line) => line.text),
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the announcing queue', () => {
  it('loses nothing that comes faster than it can be said', () => {
    const { announce, pass, heard } = listenTo()
    announce('Coach is answering')
    announce('One.')
    announce('Two.')
    expect(heard('polite')).toEqual([])
    pass()
    expect(heard('polite')).toEqual(['Coach is answering One. Two.'])
    announce('Three.')
    pass()
    expect(heard('polite')).toEqual(['Coach is answering One. Two.', 'Three.'])
  })

  it('keeps what is urgent apart', () => {
    const { announce, pass, heard } = listenTo()
    announce('Copied')
    announce('OpenAI did not accept the key', 'assertive')
    pass()
    expect(heard('polite')).toEqual(['Copied'])
    expect(heard('assertive')).toEqual(['OpenAI did not accept the key'])
  })

  it('says the same thing again when it happens again', () => {
    const { announce, pass, heard } = listenTo()
    announce('Copied')
    pass()
    announce('Copied')
    pass()
    expect(heard('polite')).toEqual(['Copied', 'Copied'])
  })

  it('takes out what was said, and not what came after it', () => {
    const { announce, pass, heard } = listenTo()
    announce('Old')
    pass()
    pass(4_000)
    announce('New')
    pass(1_000)
    expect(heard('polite')).toEqual(['New'])
    pass(5_000)
    expect(heard('polite')).toEqual([])
  })
})
