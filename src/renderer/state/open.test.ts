import { beforeEach, describe, expect, it, vi } from 'vitest'

const storage = { getItem: () => null, setItem: () => {}, removeItem: () => {} }
vi.stubGlobal('localStorage', storage)
vi.stubGlobal('sessionStorage', storage)
vi.stubGlobal('location', { search: '', pathname: '/' })
const { useOpen } = await import('./open')

describe('a thread that was begun here, once it is stored', () => {
  beforeEach(() => useOpen.setState(useOpen.getInitialState()))
  const open = () => useOpen.getState()

  it('is opened where it was written', () => {
    open().threadBegun('t', null)
    expect(open()).toMatchObject({ page: 'conversation', threadId: 't', lastThreads: { none: 't' } })
  })

  it('lies behind the page one has gone to', () => {
    open().openSettings()
    open().threadBegun('t', null)
    expect(open()).toMatchObject({ page: 'settings', threadId: 't', lastThreads: { none: 't' } })
  })

  it('takes nobody away from another thread or persona', () => {
    open().openThread('other')
    open().threadBegun('t', null)
    expect(open().threadId).toBe('other')
    open().choosePersona('coach')
    open().threadBegun('t', null)
    expect(open()).toMatchObject({ personaId: 'coach', threadId: null })
  })
})
