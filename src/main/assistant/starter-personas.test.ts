import { expect, test } from 'vitest'
import { persona } from '../../shared/contract/personas'
import { createFakeDatabase } from '../store/testing/fake-database'
import { saveStarterPersonas } from './starter-personas'

test('gives a new account Coach and Researcher, and an account that has personas nothing', async () => {
  const { call } = createFakeDatabase()
  await saveStarterPersonas(call)
  await saveStarterPersonas(call)
  const saved = (await call('ai_list_personas', {})).map((row) => persona.parse({ ...row, invalid: [] }))
  expect(saved.map(({ name, accent }) => [name, accent])).toEqual([
    ['Coach', 'pine'],
    ['Researcher', 'slate'],
  ])
  for (const { instructions } of saved) expect(instructions.length).toBeGreaterThan(200)
})
