import { describe, expect, test } from 'vitest'
import { keysOf, labelOf, resolved, whyUnusable } from './keys'

const event = (key: string, code: string, down: string[] = []) => ({
  key,
  code,
  ctrlKey: down.includes('ctrl'),
  altKey: down.includes('alt'),
  shiftKey: down.includes('shift'),
  metaKey: down.includes('meta'),
})

describe('keys read from an event', () => {
  test.each([
    ['k', 'KeyK', ['ctrl'], 'ctrl+k'],
    ['K', 'KeyK', ['ctrl', 'shift'], 'ctrl+shift+k'],
    ['?', 'Slash', ['shift'], '?'],
    ['+', 'Equal', ['ctrl', 'shift'], 'ctrl+plus'],
    ['F6', 'F6', ['shift'], 'shift+f6'],
    // A Russian layout, and a Mac where Alt makes signs of letters.
    ['л', 'KeyK', ['ctrl'], 'ctrl+k'],
    ['˚', 'KeyK', ['alt'], 'alt+k'],
  ] as const)('%s (%s) with %j is %s', (key, code, down, keys) => {
    expect(keysOf(event(key, code, [...down]))).toBe(keys)
  })

  test('are none while only modifiers are down, or an accent begins', () => {
    for (const key of ['Control', 'Shift', 'Meta', 'Alt', 'Dead']) expect(keysOf(event(key, '', ['ctrl']))).toBeNull()
  })
})

describe('keys on screen', () => {
  test('are written as the computer writes them', () => {
    expect(labelOf(resolved('mod+shift+k', true), true)).toBe('⇧⌘K')
    expect(labelOf(resolved('mod+shift+k', false), false)).toBe('Ctrl Shift K')
    expect(labelOf('ctrl+plus', false)).toBe('Ctrl +')
    expect(labelOf('delete', false)).toBe('Del')
  })
})

describe('keys for a command', () => {
  test('are refused in a browser where it keeps them to itself, and nowhere else', () => {
    for (const keys of ['ctrl+n', 'ctrl+w', 'ctrl+t', 'ctrl+shift+p', 'ctrl+pagedown']) {
      expect(whyUnusable(keys, false, true)).toBe('browser')
      expect(whyUnusable(keys, false, false)).toBeNull()
    }
    expect(whyUnusable('meta+n', true, true)).toBe('browser')
    expect(whyUnusable('ctrl+shift+o', false, true)).toBeNull()
  })
  test('are refused where they would write, move or copy', () => {
    expect(whyUnusable('k')).toBe('writing')
    expect(whyUnusable('shift+k')).toBe('writing')
    expect(whyUnusable('tab')).toBe('system')
    expect(whyUnusable('shift+enter')).toBe('system')
    expect(whyUnusable('ctrl+c', false)).toBe('system')
    expect(whyUnusable('meta+v', true)).toBe('system')
    expect(whyUnusable('meta+space', true)).toBe('system')
  })
  test('are taken with a modifier, or as a function key', () => {
    for (const keys of ['ctrl+k', 'alt+arrowup', 'f9', 'shift+f6', 'ctrl+shift+enter', '?'])
      expect(whyUnusable(keys, false)).toBeNull()
  })
})
