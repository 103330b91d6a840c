// An MCP server that takes its time costs an answer little of it. Who looks at the server itself waits for it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { McpServerDraft } from '../../../shared/contract/tools'
import { createFakeDatabase } from '../../store/testing/fake-database'
import { stdioServer, toolsFor } from '../testing/with-tools'

let around: ReturnType<typeof toolsFor>
beforeEach(
  () =>
    (around = toolsFor(createFakeDatabase().call, {
      times: { startWithin: 3_000, answerWaits: 100, ownerWaits: 6_000 },
    })),
)
afterEach(() => around.tools.close())

const use = async (server: McpServerDraft) => {
  await around.tools.save(server)
  await around.tools.setServerUse(null, server.id, true)
}
const forRun = (isAllowed = false) =>
  around.tools.forRun({ personaId: null, said: [], propose: null, isAllowed, signal: new AbortController().signal })

test('an answer is given without it, says so, and the next one has it', async () => {
  await use(stdioServer('slow'))
  const box = await forRun()
  expect(box.missing).toMatchObject([{ name: 'Desk', reason: 'It was not ready within 1 second.' }])
  expect(box.byName('calculator')).not.toBeNull()
  // Nobody asks for it meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect((await forRun()).byName('Desk_write')).not.toBeNull()
})

test('a call that was allowed waits for the server it is for', async () => {
  await use(stdioServer('slow'))
  expect((await forRun(true)).byName('Desk_write')).not.toBeNull()
})

test('the settings wait, too, and say how long when it is not ready then', async () => {
  await use(stdioServer('slow'))
  const { servers, tools } = await around.tools.ofPersona(null, undefined)
  expect(servers).toMatchObject([{ isUsed: true, failure: null }])
  expect(tools.map(({ server }) => server)).toContain('Desk')

  await around.tools.close()
  around = toolsFor(createFakeDatabase().call, { times: { startWithin: 3_000, ownerWaits: 1_200 } })
  await use(stdioServer('mute'))
  const { servers: mute } = await around.tools.ofPersona(null, undefined)
  expect(mute).toMatchObject([{ failure: 'It was not ready within 2 seconds.' }])
})
