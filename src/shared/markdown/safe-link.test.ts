import { describe, expect, it } from 'vitest'
import { safeLink } from './safe-link'

describe('a link in an answer', () => {
  it('opens the web and mail', () => {
    expect(safeLink('https://example.org/a?b=c#d')).toBe('https://example.org/a?b=c#d')
    expect(safeLink('http://example.org')).toBe('http://example.org/')
    expect(safeLink('mailto:someone@example.org')).toBe('mailto:someone@example.org')
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    'app://kith/index.html',
    'kith://open',
    'streamdown:incomplete-link',
  ])('stays dead for %j', (href) => {
    expect(safeLink(href)).toBeNull()
  })

  it('stays dead when it leads nowhere by itself, because it would lead into Kith', () => {
    for (const href of ['/settings', 'page', '#top', '//example.org', '', undefined]) expect(safeLink(href)).toBeNull()
  })

  it('stays dead when a user name disguises where it goes', () => {
    expect(safeLink('https://bank.example@evil.example/')).toBeNull()
    expect(safeLink('https://user:secret@example.org/')).toBeNull()
  })
})
