import { expect, test } from 'vitest'
import { listedModels } from './listed-models'

test("OpenRouter's prices are for one token, and its own provider may take less than the model could", () => {
  const body = {
    data: [
      {
        id: 'openai/gpt-x',
        context_length: 400_000,
        top_provider: { context_length: 128_000 },
        pricing: { prompt: '0.0000025', completion: '0.00001', input_cache_read: '0.00000025', request: '0' },
      },
      { id: 'free', context_length: 8_192, pricing: { prompt: '0', completion: '0' } },
      // "It depends" is no price.
      { id: 'router', context_length: 2_000_000, pricing: { prompt: '-1', completion: '-1' } },
    ],
  }
  expect(listedModels(body)).toEqual({
    'openai/gpt-x': { context: 128_000, input: 2.5, output: 10, cachedInput: 0.25 },
    free: { context: 8_192, input: 0, output: 0 },
    router: { context: 2_000_000 },
  })
})

test('other servers have other names for how much a model takes', () => {
  const data = [
    { id: 'a', max_model_len: 1_000 },
    { id: 'b', context_window: 2_000 },
    { id: 'c', max_context_length: 3_000 },
    { id: 'd' },
  ]
  expect(listedModels({ data })).toEqual({ a: { context: 1_000 }, b: { context: 2_000 }, c: { context: 3_000 } })
})

test.each([
  [null],
  [{}],
  [{ data: 'x' }],
  [{ data: [null, 7, { id: 4 }, { id: 'x', context_length: 'big', pricing: [] }, { id: 'y', context_length: 1 }] }],
])('what says nothing that can be used is passed over: %j', (body) => {
  expect(listedModels(body)).toEqual({})
})
