import { describe, expect, it } from 'vitest'
import { externalAddress, isOwn, isTrusted, mayFetch, pageAddress } from './addresses'

const page = pageAddress(null)

describe('where the page may go', () => {
  it.each(['app://kith/', 'app://kith/index.html?x#y', 'APP://kith/a'])('stays at %s', (url) => {
    expect(isOwn(url, page)).toBe(true)
  })

  it.each([
    'app://kith.evil.example/',
    'app://evil/',
    'app://kith@evil/',
    'app://me:secret@kith/',
    'other://kith/',
    'https://kith/',
    'file:///etc/passwd',
    'data:text/html,x',
    'about:blank',
    'javascript:alert(1)',
    'blob:app://kith/1',
    'app:kith',
    '',
  ])('does not go to %j', (url) => {
    expect(isOwn(url, page)).toBe(false)
  })

  it('fetches nothing from the web, and from the development server only where that is what it comes from', () => {
    const development = pageAddress('http://localhost:5173')
    for (const url of [
      'https://example.org/',
      'http://localhost:5174/x',
      'ws://localhost:5174/',
      'wss://localhost:5173/',
    ]) {
      expect(mayFetch(url, page)).toBe(false)
      expect(mayFetch(url, development)).toBe(false)
    }
    for (const url of ['http://localhost:5173/x.js', 'ws://localhost:5173/']) {
      expect(mayFetch(url, page)).toBe(false)
      expect(mayFetch(url, development)).toBe(true)
    }
  })

  it('comes from the development server while Kith is worked on', () => {
    const development = pageAddress('http://localhost:5173')
    expect(isOwn('http://localhost:5173/src/main.tsx', development)).toBe(true)
    expect(isOwn('http://localhost:5174/', development)).toBe(false)
    expect(isOwn('app://kith/', development)).toBe(false)
  })
})

describe('what is handed to the system', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org/', 'mailto:ada@example.org'])('is %s', (url) => {
    expect(externalAddress(url)).toBe(url)
  })

  it.each([
    'file:///etc/passwd',
    'smb://server/share',
    'ms-msdt:/id',
    'javascript:alert(1)',
    'vscode://file/x',
    'https:',
    'not an address',
    '',
  ])('is not %j', (url) => {
    expect(externalAddress(url)).toBeNull()
  })
})

describe('who may speak to main', () => {
  it('is the page itself', () => {
    expect(isTrusted({ url: 'app://kith/', parent: null }, page)).toBe(true)
  })

  it('is no page in another one, none that left, and none that is gone', () => {
    expect(isTrusted({ url: 'app://kith/', parent: { url: 'app://kith/' } }, page)).toBe(false)
    expect(isTrusted({ url: 'https://evil.example/', parent: null }, page)).toBe(false)
    expect(isTrusted({ url: '', parent: null }, page)).toBe(false)
    expect(isTrusted(null, page)).toBe(false)
  })
})
