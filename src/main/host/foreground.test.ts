import { describe, expect, it } from 'vitest'
import { isInForeground, ownsTerminal } from './foreground'

// Fields: id, (name), state, parent, group, session, terminal, group the terminal listens to.
describe('whether the terminal may be read', () => {
  it('is so for the group the terminal listens to, and not for one in the background', () => {
    expect(ownsTerminal('30133 (node) S 29990 30133 29990 34816 30133 4194304')).toBe(true)
    expect(ownsTerminal('30133 (node) S 29990 30133 29990 34816 29990 4194304')).toBe(false)
    expect(ownsTerminal('30133 (node) S 29990 30133 29990 0 -1 4194304')).toBe(false)
  })

  it('does not stumble over the name of the program', () => {
    expect(ownsTerminal('7 (a) b (c d) S 1 7 7 34816 7 0')).toBe(true)
  })

  it('is never so without a terminal', () => {
    const { isTTY } = process.stdin
    process.stdin.isTTY = false
    expect(isInForeground()).toBe(false)
    process.stdin.isTTY = isTTY
  })
})
