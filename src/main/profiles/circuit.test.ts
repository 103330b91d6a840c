import { afterEach, expect, test, vi } from 'vitest'
import { createCircuit } from './circuit'
import type { Circuit } from './circuit'

let circuit: Circuit
afterEach(() => circuit.close())

/** A project that answers, or does not. */
function project() {
  const asked: string[] = []
  const there = { answer: async () => Response.json({ code: '42501' }, { status: 401 }) }
  circuit = createCircuit({
    url: 'https://project.test',
    publishableKey: 'sb_publishable_x',
    pause: () => 5,
    fetch: async (input) => {
      asked.push(String(input instanceof Request ? input.url : input))
      return there.answer()
    },
  })
  return { asked, there }
}
const away = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }))
const at = 'https://project.test/rest/v1/rpc/ai_list_threads'

test('sends nothing to a project that is gone but the question whether it is back', async () => {
  const { asked, there } = project()
  const back = there.answer
  there.answer = away
  await expect(circuit.fetch(at)).rejects.toThrow('fetch failed')
  expect(circuit.offline()).toMatchObject({ reason: 'connect ECONNREFUSED' })
  await expect(circuit.fetch(at)).rejects.toThrow('connect ECONNREFUSED')
  expect(asked.filter((url) => url === at)).toHaveLength(1)

  const told: boolean[] = []
  circuit.onChange((isOnline) => told.push(isOnline))
  there.answer = back
  await vi.waitFor(() => expect(told).toEqual([true]))
  expect((await circuit.fetch(at)).status).toBe(401)
})

test('is not gone because of one broken connection, nor because somebody gave up', async () => {
  const { there } = project()
  const back = there.answer
  there.answer = () => ((there.answer = back), away())
  await expect(circuit.fetch(at)).rejects.toThrow('fetch failed')
  expect(circuit.isOnline()).toBe(true)
  there.answer = away
  await expect(circuit.fetch(at, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow()
  expect(circuit.isOnline()).toBe(true)
})

test.each([
  ['a page of the hotel', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['what stands before the project', () => new Response('bad gateway', { status: 502 })],
])('takes %s for no answer', async (_what, answer) => {
  const { there } = project()
  there.answer = async () => answer()
  expect(await circuit.tryNow()).toBe(false)
  expect(circuit.isOnline()).toBe(false)
})
