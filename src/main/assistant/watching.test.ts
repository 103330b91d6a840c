import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { remoteControl, scriptedModel } from './testing/scripted-model'
import { emptyView, show, textOn } from './testing/watching'

beforeAll(loadMastra, 60_000)

describe('watching', () => {
  test('whoever joins late sees the same text as whoever watched from the start', async () => {
    const pieces = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), fc.nat(3)), {
      minLength: 1,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(pieces, async (said) => {
        const control = remoteControl()
        const { assistant, send, threadId, view, over } = startAssistant({ model: scriptedModel(control.step).model })
        const { run } = await send('hello')
        const late: ReturnType<typeof emptyView>[] = []
        const endings: Promise<void>[] = []
        for (const [delta, joiners] of said) {
          for (let index = 0; index < joiners; index += 1) {
            const joined = emptyView()
            late.push(joined)
            endings.push(follow(assistant.watch(threadId, undefined), joined))
          }
          await control.say(delta)
          // Lets some of it through, not always all of it.
          await new Promise((resolve) => setImmediate(resolve))
        }
        control.end()
        const answer = await over(run.runId)
        await assistant.close()
        await Promise.all(endings)
        for (const joined of late) {
          expect(joined.finished).toEqual(answer)
          expect(beforeTheEnd(joined)).toEqual(beforeTheEnd(view))
        }
      }),
      { numRuns: 25 },
    )
  })

  /** What was on screen when the end came. */
  function beforeTheEnd({ events }: ReturnType<typeof emptyView>): unknown {
    const view = emptyView()
    for (const event of events.filter(({ type }) => type !== 'finished')) show(view, event)
    return view.parts
  }

  async function follow(
    events: AsyncIterable<Parameters<typeof show>[1]>,
    view: ReturnType<typeof emptyView>,
  ): Promise<void> {
    for await (const event of events) show(view, event)
  }

  test('is told first what is on, and nothing is on before and after', async () => {
    const control = remoteControl()
    const { assistant, send, threadId, view, over } = startAssistant({ model: scriptedModel(control.step).model })
    const first = async () => (await assistant.watch(threadId, undefined).next()).value
    expect(await first()).toEqual({ type: 'snapshot', run: null })
    const { run } = await send('hello')
    await control.say('Half')
    await soon(() => expect(textOn(view)).toBe('Half'))
    expect(await first()).toMatchObject({
      type: 'snapshot',
      run: { runId: run.runId, message: { content: { parts: [{ text: 'Half' }] } } },
    })
    control.end()
    await over(run.runId)
    expect(await first()).toEqual({ type: 'snapshot', run: null })
  })

  test('the run goes on when everybody has left', async () => {
    const control = remoteControl()
    const { assistant, send, threadId, database } = startAssistant({ model: scriptedModel(control.step).model })
    const leaving = new AbortController()
    const events = assistant.watch(threadId, leaving.signal)
    await send('hello')
    await events.next()
    leaving.abort()
    await control.say('Whole.')
    control.end()
    await soon(() => expect(database.messages().at(-1)).toMatchObject({ status: 'complete' }))
    expect(textIn(database.messages().at(-1)?.content)).toBe('Whole.')
  })
})
