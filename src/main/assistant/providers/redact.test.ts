import { describe, expect, it } from 'vitest'
import { redact } from './redact'

describe('words of others', () => {
  it('lose the key wherever it stands', () => {
    expect(redact('key=abc123def&again abc123def', 'abc123def')).toBe('key=[key]&again [key]')
  })

  it('lose what looks like a key even when nobody knows which', () => {
    expect(redact('Incorrect API key provided: sk-proj-Ab12**********9xYz. Sent: Bearer tok_en.1')).toBe(
      'Incorrect API key provided: [key] Sent: Bearer [key]',
    )
  })

  it('become one line of at most 300 characters', () => {
    expect(redact('one\n\n  two\u0007three')).toBe('one two three')
    const long = redact('word '.repeat(200))
    expect(long.length).toBeLessThanOrEqual(300)
    expect(long.endsWith('word…')).toBe(true)
  })
})
