// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readPageKey } from './page-key'

beforeEach(() => {
  localStorage.clear()
  history.replaceState(null, '', '/')
})

describe('the key of the page', () => {
  it('is taken out of the address a link led to, and kept for tabs and reloads', () => {
    history.replaceState({ kept: true }, '', '/?x=1#key=abc-DEF_123')
    expect(readPageKey()).toBe('abc-DEF_123')
    expect(location.href).not.toContain('abc')
    expect(location.search).toBe('?x=1')
    expect(history.state).toEqual({ kept: true })
    expect(readPageKey()).toBe('abc-DEF_123')
    expect(localStorage.getItem('kith.key')).toBe('abc-DEF_123')
  })

  it('of the newest link wins, also in tabs that are open', () => {
    localStorage.setItem('kith.key', 'of-an-earlier-start')
    history.replaceState(null, '', '/#key=new')
    expect(readPageKey()).toBe('new')
    localStorage.setItem('kith.key', 'of-another-tab')
    expect(readPageKey()).toBe('of-another-tab')
  })

  it.each(['#thread/0b0c', '#key=', '#key=a b', '#key=<script>', '#other=1'])('is not %s', (fragment) => {
    localStorage.setItem('kith.key', 'known')
    history.replaceState(null, '', `/${fragment}`)
    expect(readPageKey()).toBe('known')
    expect(location.hash).not.toBe('')
  })

  it('holds while the page is open where the browser keeps nothing', () => {
    const refuse = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('no room')
    })
    history.replaceState(null, '', '/#key=not-kept')
    expect(readPageKey()).toBe('not-kept')
    expect(readPageKey()).toBe('not-kept')
    refuse.mockRestore()
  })
})
