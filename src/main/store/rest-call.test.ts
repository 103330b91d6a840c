import { expect, test } from 'vitest'
import { createCall, RestError } from './rest-call'
import { during } from './storage-errors'
import { errorOf } from './testing/open-storage'

const answering = (status: number, body: string, requests: Request[] = []) =>
  createCall({
    url: 'https://project.example/',
    key: 'key',
    getToken: async () => 'token',
    fetch: async (input, init) => {
      requests.push(new Request(input, init))
      return new Response(body || null, { status })
    },
  })

test('calls a function as the caller, with a token that is asked for each time', async () => {
  const requests: Request[] = []
  const call = answering(200, '[{"thread_id": "t"}]', requests)
  expect(await call('ai_get_thread', { thread_id: 't' })).toEqual([{ thread_id: 't' }])
  const [request] = requests
  expect(request?.url).toBe('https://project.example/rest/v1/rpc/ai_get_thread')
  expect(request?.headers.get('authorization')).toBe('Bearer token')
  expect(request?.headers.get('apikey')).toBe('key')
  expect(await request?.json()).toEqual({ thread_id: 't' })
  expect(await answering(204, '')('ai_delete_thread', { thread_id: 't' })).toBeUndefined()
})

test.each([
  [404, '{"code": "PT404", "message": "thread not found", "hint": "thread"}', 'NOT_FOUND'],
  [401, '{"code": "PGRST303", "message": "JWT expired"}', 'NOT_SIGNED_IN'],
  [401, '{"message": "Invalid API key"}', 'NOT_SIGNED_IN'],
  [502, '<html>Bad gateway</html>', 'FAILED'],
])('says what was refused: %i %s', async (status, body, kind) => {
  const error = await errorOf(during('GET_THREAD', () => answering(status, body)('ai_get_thread', { thread_id: 't' })))
  expect(error.id).toBe(`MASTRA_STORAGE_KITH_GET_THREAD_${kind}`)
  expect(error.cause).toBeInstanceOf(RestError)
})
