import { expect, test, vi } from 'vitest'
import { createFakeDatabase } from '../store/testing/fake-database'
import { createAssistant, saveStarterPersonas } from './index'

const loaded = vi.hoisted(() => [] as string[])
for (const name of [
  '@mastra/core',
  '@mastra/core/agent',
  '@mastra/core/storage',
  '@mastra/core/tools',
  '@mastra/memory',
  '@ai-sdk/openai',
]) {
  vi.doMock(name, async (original) => {
    loaded.push(name)
    return original()
  })
}

test('costs nothing at the start: Mastra is loaded when the assistant is warmed, providers when one is used', async () => {
  const { call, forRun, userId } = createFakeDatabase()
  const chooseModel = () => Promise.reject(new Error('not asked for'))
  await saveStarterPersonas(call)
  const assistant = createAssistant({
    call,
    forRun,
    userId,
    device: 'here',
    chooseModel,
    onChange: () => {},
    log: () => {},
  })
  await assistant.recover()
  expect(loaded).toEqual([])
  await assistant.warm()
  expect(loaded).toContain('@mastra/core/agent')
  expect(loaded).not.toContain('@ai-sdk/openai')
}, 60_000)
