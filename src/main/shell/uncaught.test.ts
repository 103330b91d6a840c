import { expect, test, vi } from 'vitest'
import { wordsOfShell } from './words'

const happened: string[] = []
const app = { exit: (code: number) => void happened.push(`exit ${code}`) }
const dialog = { showErrorBox: (title: string, detail: string) => void happened.push(title, detail) }
vi.mock('electron', () => ({ app, dialog }))
const { endOnUncaught } = await import('./uncaught')

test('what nobody caught is said once, and ends Kith', () => {
  const before = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  try {
    endOnUncaught(() => wordsOfShell('en', []))
    process.emit('uncaughtException', new RangeError('Invalid array length'))
    process.emit('uncaughtException', new Error('another'))
    expect(happened[0]).toBe('Kith had to stop')
    expect(happened[1]).toContain('Invalid array length')
    expect(happened.slice(2)).toEqual(['exit 1'])
  } finally {
    process.removeAllListeners('uncaughtException')
    for (const listener of before) process.on('uncaughtException', listener)
  }
})
