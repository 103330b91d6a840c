import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createSpelling } from './spelling'

function sessionHere() {
  const asked: unknown[] = []
  const emitter = new EventEmitter()
  const session = Object.assign(emitter, {
    availableSpellCheckerLanguages: ['de', 'en-GB'],
    setSpellCheckerEnabled: (isOn: boolean) => asked.push(isOn),
    setSpellCheckerLanguages: (languages: string[]) => asked.push(languages),
  })
  return { asked, session: session as unknown as Parameters<typeof createSpelling>[0], emitter }
}

describe('checking what is written', () => {
  it('names no language, so that nothing is fetched, while its owner does not want it', () => {
    const { asked, session } = sessionHere()
    const spelling = createSpelling(session, 'linux', () => {})
    spelling.follow({ checksSpelling: false, spellingLanguages: ['de'] })
    expect(asked).toEqual([[], false])
    spelling.follow({ checksSpelling: true, spellingLanguages: ['tlh', 'de'] })
    expect(asked.slice(2)).toEqual([['de'], true])
  })

  it('leaves languages to macOS', () => {
    const { asked, session } = sessionHere()
    const spelling = createSpelling(session, 'darwin', () => {})
    spelling.follow({ checksSpelling: true, spellingLanguages: ['de'] })
    expect(asked).toEqual([true])
    expect(spelling.languages()).toEqual([])
  })

  it('knows which dictionary could not be fetched, until it could or is not wanted any more', () => {
    const { session, emitter } = sessionHere()
    let changes = 0
    const spelling = createSpelling(session, 'win32', () => (changes += 1))
    spelling.follow({ checksSpelling: true, spellingLanguages: ['de', 'en-GB'] })
    emitter.emit('spellcheck-dictionary-download-failure', {}, 'de')
    emitter.emit('spellcheck-dictionary-download-failure', {}, 'en-GB')
    expect(spelling.failed()).toEqual(['de', 'en-GB'])
    emitter.emit('spellcheck-dictionary-initialized', {}, 'en-GB')
    expect(spelling.failed()).toEqual(['de'])
    expect(changes).toBe(3)
    spelling.follow({ checksSpelling: true, spellingLanguages: ['en-GB'] })
    expect(spelling.failed()).toEqual([])
  })
})
