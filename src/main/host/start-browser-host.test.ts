import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CannotStart } from './environment'
import { createHostUnderTest, enter, type HostUnderTest } from './testing/host-under-test'

let test: HostUnderTest
beforeEach(() => {
  test = createHostUnderTest()
})
afterEach(() => test.remove())

describe('starting and stopping', () => {
  it('says in words that the port is taken, and starts nothing', async () => {
    const link = await test.start()
    test.asked.length = 0
    const second = test.start({ port: Number(link.port) })
    await expect(second).rejects.toThrow(CannotStart)
    await expect(second).rejects.toThrow(`Port ${link.port} is used by another program`)
    expect(test.asked).toEqual([])
  })

  it('takes the port of its last start, so that what the browser keeps for it is found again', async () => {
    const first = await test.start()
    await test.running.stop()
    const second = await test.start()
    expect(second.port).toBe(first.port)
    expect(second.search).not.toBe(first.search)
  })

  it('takes another port when the one of its last start is in use', async () => {
    const first = await test.start()
    await test.running.stop()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(Number(first.port), '127.0.0.1', resolve))
    const second = await test.start()
    expect(second.port).not.toBe(first.port)
    await enter(second)
    await new Promise((resolve) => other.close(resolve))
  })

  it('says in words that the data folder cannot be made', async () => {
    writeFileSync(join(test.folder, 'data'), 'a file')
    await expect(test.start()).rejects.toThrow('Choose another with KITH_DATA')
  })

  it('gives the application a folder of its own and a vault that is a file', async () => {
    await test.start()
    expect(test.given).toMatchObject({
      kind: 'browser',
      dataFolder: join(test.folder, 'data'),
      vault: { kind: 'file' },
    })
    expect(existsSync(join(test.folder, 'data'))).toBe(true)
  })
})
