import { afterEach, describe, expect, test } from 'vitest'
import { KithError } from '../../shared/errors'
import type { UpdateChannel, UpdateChoice, UpdateState } from '../../shared/contract/updates'
import type { Updater } from './host'
import { createUpdates } from './updates'

type Script = Partial<Updater>

let stop: (() => void) | undefined
afterEach(() => stop?.())

/** Updates of a host that does as the script says; what it was asked for and how it stood meanwhile is written down. */
function scripted(script: Script, { whenIdle = async () => {}, first = 3_600_000, isAutomatic = true } = {}) {
  const asked: string[] = []
  const told: UpdateState[] = []
  const troubles: unknown[] = []
  let choice: UpdateChoice = { channel: 'stable', isAutomatic }
  let onChange = () => {}
  const updater: Updater = {
    async find(channel: UpdateChannel) {
      asked.push(`find ${channel}`)
      return script.find ? script.find(channel) : '2.0.0'
    },
    async fetch(onProgress) {
      asked.push('fetch')
      await script.fetch?.(onProgress)
    },
    install: () => void asked.push('install'),
  }
  const updates = createUpdates({
    updater,
    whenIdle,
    asks: { first, every: 3_600_000 },
    onTrouble: (error) => troubles.push(error),
    settings: {
      updates: () => choice,
      async setUpdates(next) {
        choice = next
        onChange()
        return {} as never
      },
      onChange(listener) {
        onChange = () => listener({} as never)
        return () => {}
      },
    },
  })
  stop = updates.close
  const watching = new AbortController()
  const ended = (async () => {
    for await (const view of updates.watch(watching.signal)) told.push(view.state)
  })()
  const last = () => told.at(-1)
  const becomes = (phase: UpdateState['phase']) => expect.poll(() => last()?.phase).toBe(phase)
  const close = async () => {
    watching.abort()
    await ended
  }
  return { updates, asked, told, troubles, last, becomes, close }
}

describe('a newer version', () => {
  test('is asked for, fetched and installed only one after the other, each when it is wanted', async () => {
    const { updates, asked, told, becomes } = scripted({
      fetch: async (onProgress) => [0.4, 30.2, 30.7, 99.99, 100].forEach(onProgress),
    })
    updates.download()
    updates.install()
    updates.check()
    await becomes('available')
    expect(asked).toEqual(['find stable'])
    updates.install()
    updates.download()
    await becomes('downloaded')
    expect(asked).toEqual(['find stable', 'fetch'])
    updates.install()
    await expect.poll(() => asked.at(-1)).toBe('install')
    expect(told.flatMap((state) => (state.phase === 'downloading' ? [state.percent] : []))).toEqual([0, 30, 99, 100])
  })

  test('is asked for by itself when that is chosen, and else not', async () => {
    const daily = scripted({ find: async () => null }, { first: 0 })
    daily.updates.start()
    await expect.poll(daily.last).toMatchObject({ phase: 'current', checkedAt: expect.any(String) })

    const asked = scripted({}, { first: 0, isAutomatic: false })
    asked.updates.start()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(asked.asked).toEqual([])
    await daily.close()
  })

  test('of the channel that is chosen; what was found on the other one is no offer any more', async () => {
    const { updates, asked, last, becomes } = scripted({})
    updates.check()
    await becomes('available')
    await updates.choose({ channel: 'beta', isAutomatic: false })
    await becomes('current')
    expect(last()).toEqual({ phase: 'current', checkedAt: null })
    updates.check()
    await becomes('available')
    expect(asked).toEqual(['find stable', 'find beta'])
  })

  test('waits for the answer that is being written, and can be put off meanwhile', async () => {
    const idle = Promise.withResolvers<void>()
    const { updates, asked, becomes } = scripted({}, { whenIdle: () => idle.promise })
    updates.check()
    await becomes('available')
    updates.download()
    await becomes('downloaded')
    updates.install()
    await becomes('waiting')
    updates.postpone()
    await becomes('downloaded')
    idle.resolve()
    await idle.promise
    expect(asked).toEqual(['find stable', 'fetch'])
    updates.install()
    await expect.poll(() => asked.at(-1)).toBe('install')
  })
})

describe('what fails', () => {
  test('is said, and can be tried again from where it failed', async () => {
    let isBroken = true
    const { updates, asked, last, troubles, becomes } = scripted({
      async fetch() {
        if (isBroken) throw new KithError('UPDATE_FAILED', { why: 'untrusted', reason: 'another checksum' })
      },
    })
    updates.check()
    await becomes('available')
    updates.download()
    await becomes('failed')
    expect(last()).toEqual({
      phase: 'failed',
      version: '2.0.0',
      failure: { code: 'UPDATE_FAILED', data: { why: 'untrusted', reason: 'another checksum' } },
    })
    expect(troubles).toHaveLength(1)
    isBroken = false
    updates.download()
    await becomes('downloaded')
    expect(asked).toEqual(['find stable', 'fetch', 'fetch'])
  })

  test('before a version is known offers none', async () => {
    const { updates, last, becomes } = scripted({ find: () => Promise.reject(new Error('no network')) })
    updates.check()
    await becomes('failed')
    expect(last()).toMatchObject({ version: null, failure: { data: { why: 'other', reason: 'Error: no network' } } })
    updates.download()
    expect(last()?.phase).toBe('failed')
  })
})

test.each(['source', 'by-hand'] as const)('where they come %s, nothing can be asked', async (updater) => {
  const updates = createUpdates({
    updater,
    whenIdle: async () => {},
    onTrouble: () => {},
    settings: {
      updates: () => ({ channel: 'stable', isAutomatic: true }),
      setUpdates: async () => ({}) as never,
      onChange: () => () => {},
    },
  })
  updates.start()
  updates.check()
  for await (const { state } of updates.watch(undefined)) {
    expect(state).toEqual({ phase: 'elsewhere', how: updater })
    break
  }
  updates.close()
})
