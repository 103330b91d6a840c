import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Action } from './actions'

const stored = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (name: string) => stored.get(name) ?? null,
  setItem: (name: string, value: string) => stored.set(name, value),
  removeItem: (name: string) => stored.delete(name),
})
const { addActions } = await import('./actions')
const { firstPreferences, usePreferences } = await import('./preferences')
const { actionOf, giveKeys, holderOf, keysOfAction, resetAllKeys, resetKeys, takeKeys } = await import('./shortcuts')

let isThere = true
const action = (id: string, keys: string[]): Action => ({ id, group: 'view', words: () => id, keys, run: () => {} })
const one = action('one', ['mod+1', 'f8'])
const two = { ...action('two', ['f9']), isThere: () => isThere }
const three = action('three', [])
addActions([one, two, three])

describe('keys of actions', () => {
  beforeEach(() => {
    isThere = true
    usePreferences.setState(firstPreferences)
  })

  test('are what they were at first until somebody gives others, and again when all are reset', () => {
    expect(actionOf('f8')).toBe(one)
    giveKeys(one, 'alt+x')
    expect(actionOf('alt+x')).toBe(one)
    expect(actionOf('f8')).toBeUndefined()
    resetAllKeys()
    expect(actionOf('f8')).toBe(one)
  })

  test('belong to one action: given to another, they leave the one that had them, which keeps its others', () => {
    expect(holderOf('f8', three.id)).toBe(one)
    giveKeys(three, 'f8')
    expect(actionOf('f8')).toBe(three)
    expect(keysOfAction(one)).toEqual(['ctrl+1'])
  })

  test('come back to an action that is reset, from whatever has them meanwhile', () => {
    giveKeys(three, 'f9')
    resetKeys(two)
    expect(actionOf('f9')).toBe(two)
    expect(keysOfAction(three)).toEqual([])
  })

  test('do nothing while their action cannot be done, and nothing once they are taken away', () => {
    isThere = false
    expect(actionOf('f9')).toBeUndefined()
    isThere = true
    takeKeys(two)
    expect(actionOf('f9')).toBeUndefined()
  })

  test('survive what somebody else has written where they are kept', async () => {
    stored.set('kith.preferences', JSON.stringify({ state: { zoom: 7, keys: { one: 'f1', two: ['f2'] } }, version: 0 }))
    await usePreferences.persist.rehydrate()
    expect(usePreferences.getState()).toMatchObject({ zoom: 100, keys: { two: ['f2'] } })
  })
})
