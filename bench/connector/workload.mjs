// What a project does with a store. Each entry prepares one piece of work, which is not timed, and gives it back to be done.
import { randomUUID } from 'node:crypto'
import { Agent } from '@mastra/core/agent'
import { noopLogger } from '@mastra/core/logger'
import { Memory } from '@mastra/memory'
import { loadModule as load } from '../../scripts/load-module.mjs'
import { randomOf } from '../database/random.mjs'
import { textOf } from '../database/texts.mjs'

const THREADS = 200
const SIZE = 1_536

/** @param {number} history messages of the long thread */
export async function prepareWorkload(store, history) {
  const { scriptedModel, saying } = await load('src/main/assistant/testing/scripted-model.ts')
  const random = randomOf(11)
  const words = () => textOf(random, { role: 'user', language: 'english', topic: 3 })
  const memory = await store.storage.getStore('memory')
  const { resourceId } = store
  const startedAt = Date.now() - 3 * 86_400_000
  let moment = 0

  async function makeThread(count) {
    const id = randomUUID()
    const createdAt = new Date(startedAt + (moment += 1_000))
    await memory.saveThread({
      thread: { id, resourceId, title: 'A thread', metadata: {}, createdAt, updatedAt: createdAt },
    })
    for (let at = 0; at < count; at += 250) {
      const messages = Array.from({ length: Math.min(250, count - at) }, (_, n) => ({
        id: randomUUID(),
        threadId: id,
        resourceId,
        role: n % 2 === 0 ? 'user' : 'assistant',
        createdAt: new Date(startedAt + (moment += 1_000)),
        content: { format: 2, parts: [{ type: 'text', text: words() }] },
      }))
      await memory.saveMessages({ messages })
    }
    return id
  }

  const agentWith = (options) => {
    const agent = new Agent({
      id: 'bench',
      name: 'Bench',
      instructions: 'Answer.',
      model: scriptedModel(saying('A short answer, as there are many.')).model,
      memory: new (options.vector ? (store.Memory ?? Memory) : Memory)({ storage: store.storage, ...options }),
    })
    agent.__setLogger(noopLogger)
    return agent
  }
  const plain = agentWith({ options: { lastMessages: 10 } })
  const recalling = store.vector
    ? agentWith({
        vector: store.vector,
        embedder,
        options: { lastMessages: 10, semanticRecall: { topK: 4, messageRange: 1, scope: 'thread' } },
      })
    : plain
  const turn = async (agent, thread) => {
    const answer = await agent.stream(words(), { memory: { thread, resource: resourceId } })
    await answer.text
    if ((await answer.finishReason) === 'error') throw answer.error
  }
  const long = await makeThread(history)
  const middling = await makeThread(50)
  for (let index = 0; index < THREADS; index += 1) await makeThread(1)
  return {
    'plain turn': async () => () => turn(plain, middling),
    'turn with recall': async () => () => turn(recalling, middling),
    'list of threads': async () => () => memory.listThreads({ filter: { resourceId }, page: 1, perPage: 20 }),
    'clone of 50': async () => () => memory.cloneThread({ sourceThreadId: middling, newThreadId: randomUUID() }),
    'end of a long one': async () => () =>
      memory.listMessages({ threadId: long, perPage: 40, orderBy: { field: 'createdAt', direction: 'DESC' } }),
  }
}

/** The same text, the same vector; no network. */
const embedder = {
  specificationVersion: 'v3',
  provider: 'bench',
  modelId: 'bench',
  maxEmbeddingsPerCall: 100,
  supportsParallelCalls: true,
  async doEmbed({ values }) {
    return { embeddings: values.map(vectorOf), usage: { tokens: 1 }, warnings: [] }
  },
}

function vectorOf(text) {
  const random = randomOf(
    ...[0, 1, 2].map((part) => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0) + part) | 0, part)),
  )
  const vector = Array.from({ length: SIZE }, random.normal)
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}
