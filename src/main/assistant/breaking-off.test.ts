// A model may fail at any moment, in any way: before it answers, at every piece of what it says, and in every call of one
// answer. What was shown is stored, nothing is left half open, and the thread goes on.
import { beforeAll, expect, test } from 'vitest'
import { KithError } from '../../shared/errors'
import { loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { finish, saying, scriptedModel, text } from './testing/scripted-model'
import type { Step, StreamPart } from './testing/scripted-model'

beforeAll(loadMastra, 60_000)

/** An answer of two calls: it thinks, says something, looks into memory, and says the rest. */
const calls: StreamPart[][] = [
  [
    { type: 'reasoning-start', id: 'r' },
    { type: 'reasoning-delta', id: 'r', delta: 'Who was it?' },
    { type: 'reasoning-end', id: 'r' },
    ...text(['Let me ', 'look.']),
    { type: 'tool-call', toolCallId: 'c', toolName: 'recall', input: '{"query":"the keeper of the light"}' },
    finish('tool-calls'),
  ],
  [...text(['It was ', 'Ole.']), finish('stop')],
]

type Break = (it: ReturnType<typeof startAssistant>) => AsyncGenerator<StreamPart> | Generator<StreamPart>

/** How it breaks. */
const ways: Record<string, Break> = {
  // oxlint-disable-next-line require-yield -- it breaks before it says anything
  *'the connection breaks'() {
    throw new TypeError('terminated', {
      cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
    })
  },
  // oxlint-disable-next-line require-yield -- the same
  *'the provider refuses'() {
    throw new KithError('PROVIDER_REFUSED', { provider: 'Scripted', host: 'scripted.example', reason: 'No.' })
  },
  *'it says that it has failed'() {
    yield { type: 'error', error: new Error('overloaded') }
  },
  *'it ends without an end'() {},
  *'it gives up'() {
    yield finish('error')
  },
  // oxlint-disable-next-line require-yield -- it says nothing more
  async *'it falls silent, and its owner stops it'({ assistant, threadId }) {
    void assistant.stopThread(threadId)
    await new Promise(() => {})
  },
  // oxlint-disable-next-line require-yield -- it says nothing more
  async *'it falls silent, and Kith is closed'({ assistant }) {
    void assistant.close()
    await new Promise(() => {})
  },
}

test.each(Object.keys(ways))('at every piece of an answer, when %s', async (way) => {
  for (const [call, parts] of calls.entries()) {
    for (let at = 0; at < parts.length; at += 1) {
      let isBroken = false
      const steps = calls.map(
        (all, turn): Step =>
          async function* () {
            if (turn !== call) return yield* all
            yield* all.slice(0, at)
            isBroken = true
            yield* ways[way]?.(it) ?? []
          },
      )
      const it = startAssistant({ model: scriptedModel(...steps, saying('And on.')).model })
      const { run } = await it.send('Who kept the light?')
      const where = `call ${call}, piece ${at}`
      await soon(() => expect([where, isBroken]).toEqual([where, true]))
      const rowOf = () => it.database.messages().find(({ message_id }) => message_id === run.message.id)
      await soon(() => expect([where, rowOf()?.status]).not.toEqual([where, 'streaming']))
      await it.assistant.whenIdle()
      // Every word that was shown, and no other.
      const shown = it.view.events
        .map((event) => (event.type === 'delta' && event.kind === 'text' ? event.text : ''))
        .join('')
      const row = rowOf()
      if (!row) throw new Error(`the answer is not stored: ${where}`)
      expect([where, wordsOf((row.content as { parts: object[] }).parts)]).toEqual([where, shown])
      expect([where, wordsOf(it.view.parts)]).toEqual([where, shown])
      expect(it.database.runs().map(({ status }) => status)).not.toContain('running')
      expect(textIn(it.database.messages()[0]?.content)).toBe('Who kept the light?')

      const next = startAssistant({
        database: it.database,
        threadId: it.threadId,
        model: scriptedModel(saying('And on.')).model,
      })
      expect(await next.ask('And now?')).toMatchObject({ status: 'complete' })
    }
  }
})

/** The text of all parts, nothing between them. */
function wordsOf(parts: readonly object[]): string {
  return parts.map((part) => ('text' in part ? String(part.text) : '')).join('')
}
