import { describe, expect, it } from 'vitest'
import { createAnnouncer } from './announcer'
import type { Announcement, Urgency } from './announcer'

function listenTo() {
  const due: (() => void)[] = []
  const announcer = createAnnouncer((run) => due.push(run))
  let shown: Record<Urgency, readonly Announcement[]> = { polite: [], assertive: [] }
  announcer.listen((value) => (shown = value))
  return {
    announce: announcer.announce,
    pass: () => due.splice(0).forEach((run) => run()),
    heard: (urgency: Urgency) => shown[urgency].map((line) => line.text),
  }
}

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
    const due: (() => void)[] = []
    const announcer = createAnnouncer((run) => due.push(run))
    const ids = new Set<number>()
    announcer.listen((shown) => shown.polite.forEach((line) => ids.add(line.id)))
    for (const word of ['Copied', 'Copied']) {
      announcer.announce(word)
      due.splice(0).forEach((run) => run())
    }
    expect(ids.size).toBe(2)
  })

  it('does not pile up old lines', () => {
    const { announce, pass, heard } = listenTo()
    for (let line = 1; line <= 10; line++) {
      announce(`Line ${line}`)
      pass()
    }
    expect(heard('polite')).toEqual(['Line 8', 'Line 9', 'Line 10'])
  })
})
