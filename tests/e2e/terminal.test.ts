// What somebody reads in the terminal when `npm start` cannot go on: one sentence, and that it failed.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import { passingFolder } from '../support/passing-folder'
import { runProgram } from '../support/running-program'
import { root } from '../support/targets/target'
import { ask } from './steps/conversation'
import { screenOf } from './steps/screen'
import { targets } from './targets'

/** `npm start`, without what it installs and builds before. */
async function startInVain(env: Record<string, string>): Promise<{ said: string; code: number | null }> {
  const program = runProgram([join(root, 'scripts/start.mjs')], { KITH_HOST: 'browser', ...env }, root)
  const code = await program.ended
  return { said: program.logs(), code }
}

describe.runIf(targets.includes('browser-host'))('a start in the terminal', () => {
  test('a port that is taken is named, with what to do instead', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = String((other.address() as AddressInfo).port)
    try {
      expect(await startInVain({ KITH_PORT: port, KITH_DATA: passingFolder('data') })).toEqual({
        said: `[kith] Port ${port} is used by another program. Choose another with KITH_PORT, or leave KITH_PORT out to get a free one.\n`,
        code: 1,
      })
    } finally {
      other.close()
    }
  })

  test('a second Kith on a data folder says which process has it, and the first goes on', async () => {
    const first = await launchKith({ target: 'browser-host' })
    try {
      const screen = screenOf(first.page)
      await ask(screen, 'I was here first', /\S/)
      const folder = join(first.dataFolder, 'database')
      const pid = (await readFile(join(folder, 'owner.pid'), 'utf8')).trim()
      expect(await startInVain({ KITH_DATA: first.dataFolder })).toEqual({
        said: `[kith] Another Kith is using this data folder. Process ${pid} has ${folder} open. Close it, or start this one with KITH_DATA set to another folder.\n`,
        code: 1,
      })
      await ask(screen, 'And I am still here', /\S/)
    } finally {
      await first.stop()
    }
  })
})
