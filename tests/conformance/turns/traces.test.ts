// The nine ways Mastra calls its storage in a turn: what it asks of the connector (m memory, v vectors, w runs), which
// calls of the database come of it, before the model is asked and in all, and what is in the tables afterwards.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { saying, text } from '../../../src/main/assistant/testing/scripted-model'
import { engines, openEngine } from '../../../supabase/tests/support/engines'
import type { Engine, Person } from '../../../supabase/tests/support/engines'
import { newResourceOf } from '../world'
import { calling, computerOf, outcomeOf, titleModel } from './computer'
import type { Computer, Setting } from './computer'
import { rowsOf } from './rows'
import type { Rows } from './rows'

const recalling = { semanticRecall: { topK: 2, messageRange: 1 }, workingMemory: { enabled: true } }

// How every turn begins and ends. Runs that wait for nobody are written down in this process only.
const BEGINS = 'm.getThreadById m.saveThread m.getResourceById m.listMessages v.createIndex v.query'
const GOES_ON = 'm.getThreadById m.getResourceById m.listMessages v.createIndex v.query m.listMessages(include)'
const RUNS = 'w.get w.persist(pending) w.get w.persist(pending)'
const IS_OVER = 'w.delete w.delete'
const SAVES = 'v.createIndex v.upsert m.getThreadById m.saveMessages'

const OPENS = ['ai_open_turn', 'ai_search_messages_vector', 'ai_query_messages']

describe.each(engines)('Mastra over the connector on %s', (name) => {
  let engine: Engine
  let ana: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
  })
  afterAll(() => engine.close())

  let memory: { thread: string; resource: string }
  beforeEach(async () => {
    memory = { thread: crypto.randomUUID(), resource: await newResourceOf(ana) }
  })

  const computer = (setting: Setting) => computerOf(engine, ana, { ...setting, options: setting.options ?? recalling })
  const rows = () => rowsOf(engine, memory.resource)

  /** One turn, on a computer that was just started. */
  async function turn(words: string, setting: Setting, more: object = {}): Promise<Computer & { runId: string }> {
    const here = computer(setting)
    const { runId, finishReason, error } = await outcomeOf(here.agent.stream(words, { memory, ...more }))
    expect([finishReason, error]).toEqual([expect.stringMatching(/stop|suspended/), undefined])
    return { ...here, runId }
  }

  test('1. the first message: three calls before the model, four in all, and one for the title', async () => {
    const options = { ...recalling, generateTitle: { model: titleModel('Knees') } }
    const here = await turn('My knee hurts.', { steps: [saying('Which one?')], options })
    await expect.poll(async () => (await rows()).threads).toEqual(['Knees'])
    expect(here.trace.join(' ')).toBe(
      `${BEGINS} ${RUNS} LLM ${IS_OVER} ${SAVES} m.getThreadById ${RUNS} ${IS_OVER} m.saveThread`,
    )
    const before = ['ai_open_turn', 'ai_begin_turn', 'ai_search_messages_vector']
    expect(here.beforeTheModel()).toEqual(before)
    expect(here.network.calls).toEqual([...before, 'ai_store_messages', 'ai_save_thread'])
    expect(await rows()).toEqual<Rows>({
      threads: ['Knees'],
      messages: ['user "My knee hurts." +vector', 'assistant "Which one?" +vector'],
      notes: [],
      runs: [],
    })
  })

  test('2. the second message: three calls before the model, four in all', async () => {
    await turn('My knee hurts.', { steps: [saying('Which one?')] })
    const here = await turn('The left knee.', { steps: [saying('Since when?')] })
    expect(here.trace.join(' ')).toBe(`${GOES_ON} ${RUNS} LLM ${IS_OVER} ${SAVES} m.getThreadById`)
    expect(here.beforeTheModel()).toEqual(OPENS)
    expect(here.network.calls).toEqual([...OPENS, 'ai_store_messages'])
    expect(await rows()).toEqual<Rows>({
      threads: ['(no title)'],
      messages: [
        'user "My knee hurts." +vector',
        'assistant "Which one?" +vector',
        'user "The left knee." +vector',
        'assistant "Since when?" +vector',
      ],
      notes: [],
      runs: [],
    })
  })

  test('3. working memory: three calls before the model, six in all', async () => {
    await turn('Hello.', { steps: [saying('Hello.')] })
    const noting = calling('updateWorkingMemory', { memory: '# Knee: the left one hurts' })
    const here = await turn('Hello, note my knee.', { steps: [noting, saying('Noted.')] })
    expect(here.trace.join(' ')).toBe(
      `${GOES_ON} ${RUNS} LLM m.getThreadById m.getResourceById m.updateResource w.get LLM ${IS_OVER} ` +
        `${SAVES} m.getThreadById`,
    )
    expect(here.beforeTheModel()).toEqual(OPENS)
    expect(here.network.calls).toEqual([...OPENS, 'ai_save_working_memory', 'ai_open_turn', 'ai_store_messages'])
    const { messages, notes } = await rows()
    expect(notes).toEqual(['# Knee: the left one hurts'])
    expect(messages.slice(2)).toEqual([
      'user "Hello, note my knee." +vector',
      'assistant "One moment." step-start "Noted." +vector',
    ])
    expect(await promptOfNext('What do you know?')).toContain('# Knee: the left one hurts')
  })

  test('4. a tool: three calls before the model, four in all; six and a vector more when each step is saved', async () => {
    await turn('What is the weather like?', { steps: [saying('Where?')] })
    const steps = () => [calling('weather', { place: 'Rome' }), saying('It is warm.')]
    const here = await turn('The weather in Rome.', { steps: steps() })
    expect(here.trace.join(' ')).toBe(`${GOES_ON} ${RUNS} LLM w.get LLM ${IS_OVER} ${SAVES} m.getThreadById`)
    expect(here.beforeTheModel()).toEqual(OPENS)
    expect(here.network.calls).toEqual([...OPENS, 'ai_store_messages'])

    const stepwise = await turn('The weather in Rome again.', { steps: steps() }, { savePerStep: true })
    expect(stepwise.trace.filter((asked) => asked === 'm.saveMessages').length).toBe(2)
    expect(stepwise.network.calls).toEqual([
      ...OPENS,
      'ai_store_messages',
      'ai_place_embeddings',
      'ai_store_messages',
      'ai_place_embeddings',
    ])
    expect((await rows()).messages.slice(2)).toEqual([
      'user "The weather in Rome." +vector',
      'assistant "One moment." weather:result step-start "It is warm." +vector',
      'user "The weather in Rome again." +vector',
      'assistant "One moment." weather:result step-start "It is warm." +vector',
    ])
  })

  test('5. recall from another thread: four calls before the model, five in all', async () => {
    await turn('My knee hurts when I run.', { steps: [saying('Run less.')] })
    memory = { ...memory, thread: crypto.randomUUID() }
    const here = await turn('Does my knee hurt?', { steps: [saying('When you run.')] })
    expect(here.trace.join(' ')).toBe(
      `${BEGINS} m.listMessages(include) ${RUNS} LLM ${IS_OVER} ${SAVES} m.getThreadById`,
    )
    const before = ['ai_open_turn', 'ai_begin_turn', 'ai_search_messages_vector', 'ai_query_messages']
    expect(here.beforeTheModel()).toEqual(before)
    expect(here.network.calls).toEqual([...before, 'ai_store_messages'])
    const system = here.prompt().split('"role":"user"')[0]
    expect(system).toContain('My knee hurts when I run.')
    expect(await rows()).toMatchObject({
      threads: ['(no title)', '(no title)'],
      messages: [
        'user "My knee hurts when I run." +vector',
        'assistant "Run less." +vector',
        'user "Does my knee hurt?" +vector',
        'assistant "When you run." +vector',
      ],
    })
  })

  test.each([
    ['approved', 'approveToolCall', 'pay:result', 1],
    ['declined', 'declineToolCall', 'pay:output-denied', 0],
  ] as const)(
    '6. an approval that is %s elsewhere: nine calls to wait, eleven to go on',
    async (_, answer, state, paid) => {
      const asking = await turn('Pay 5 euros.', { steps: [calling('pay', { euros: 5 })] })
      expect(asking.trace.join(' ')).toBe(
        `${BEGINS} ${RUNS} LLM m.getThreadById m.saveMessages m.getThreadById v.createIndex v.upsert ` +
          'w.persist(suspended) w.persist(suspended) w.persist(suspended) w.persist(suspended)',
      )
      expect(asking.network.calls).toEqual([
        'ai_open_turn',
        'ai_begin_turn',
        'ai_search_messages_vector',
        'ai_store_messages',
        'ai_place_embeddings',
        ...Array.from({ length: 4 }, () => 'ai_save_run_snapshot'),
      ])
      expect(await rows()).toEqual<Rows>({
        threads: ['(no title)'],
        messages: ['user "Pay 5 euros." +vector', 'assistant "One moment." pay:call +vector'],
        notes: [],
        runs: ['agentic-loop suspended', 'executionWorkflow suspended'],
      })

      const there = computer({ steps: [saying('Done.')] })
      const { finishReason } = await outcomeOf(there.agent[answer]({ runId: asking.runId, toolCallId: 'call_1' }))
      expect(finishReason).toBe('stop')
      expect(there.trace.join(' ')).toBe(
        'w.load m.getThreadById w.get w.load w.get w.load m.saveMessages m.getThreadById v.createIndex v.upsert ' +
          `w.get LLM ${IS_OVER} ${SAVES} m.getThreadById`,
      )
      const before = [
        'ai_get_run_snapshot',
        'ai_open_turn',
        'ai_get_run_snapshot',
        'ai_get_run_snapshot',
        'ai_save_run_snapshot',
        'ai_get_run_snapshot',
        'ai_store_messages',
        'ai_place_embeddings',
      ]
      expect(there.beforeTheModel()).toEqual(before)
      expect(there.network.calls).toEqual([
        ...before,
        'ai_delete_run_snapshot',
        'ai_delete_run_snapshot',
        'ai_store_messages',
      ])
      expect(there.payments.length).toBe(paid)
      expect(await rows()).toEqual<Rows>({
        threads: ['(no title)'],
        messages: [
          'user "Pay 5 euros." +vector',
          `assistant "One moment." ${state} +vector`,
          'assistant "Done." +vector',
        ],
        notes: [],
        runs: [],
      })
    },
  )

  test('7. stopped, and failed: as the second message, and what there is of the answer is kept', async () => {
    const stop = new AbortController()
    const here = computer({
      steps: [
        async function* () {
          yield* text(['My first']).slice(0, 2)
          await new Promise((resolve) => stop.signal.addEventListener('abort', resolve))
        },
      ],
    })
    const stopped = await outcomeOf(here.agent.stream('Tell me.', { memory, abortSignal: stop.signal }), (type) => {
      if (type === 'text-delta') stop.abort()
    })
    expect(stopped).toMatchObject({ finishReason: 'aborted', error: undefined })
    expect(here.trace.join(' ')).toBe(`${BEGINS} ${RUNS} LLM ${IS_OVER} ${SAVES}`)
    expect(here.network.calls.at(-1)).toBe('ai_store_messages')

    const failing = computer({
      steps: [
        function* () {
          yield* text(['My second']).slice(0, 2)
          throw new Error('provider gone')
        },
      ],
    })
    const failed = await outcomeOf(failing.agent.stream('Tell me more.', { memory }))
    expect(failed).toMatchObject({ finishReason: 'error', error: { message: 'provider gone' } })
    expect(failing.trace.join(' ')).toBe(`${GOES_ON} ${RUNS} LLM ${IS_OVER} ${SAVES}`)
    expect(failing.network.calls).toEqual([...OPENS, 'ai_store_messages'])
    const { messages, runs } = await rows()
    expect(messages).toEqual([
      'user "Tell me." +vector',
      'assistant "My first" +vector',
      'user "Tell me more." +vector',
      'assistant error',
    ])
    expect(runs).toEqual([])
  })

  test('8. a thread that is deleted: two calls, and it takes its vectors along', async () => {
    const here = await turn('My knee hurts.', { steps: [saying('Which one?')] })
    here.begin()
    await here.memory.deleteThread(memory.thread)
    await here.memory.settled()
    expect(here.trace.join(' ')).toBe('m.getThreadById m.getThreadById m.deleteThread v.listIndexes v.deleteVectors')
    expect(here.network.calls.filter((call) => call !== 'ai_open_turn')).toEqual([
      'ai_delete_thread',
      'ai_clear_embeddings',
    ])
    expect(await rows()).toEqual<Rows>({
      threads: ['(no title), deleted'],
      messages: ['user "My knee hurts."', 'assistant "Which one?"'],
      notes: [],
      runs: [],
    })
  })

  test('9. observational memory is refused, and no model is asked: its conversation would not be kept', async () => {
    const options = { ...recalling, observationalMemory: true }
    expect(() => computer({ steps: [], options })).toThrow('observationalMemory is not supported')
    const here = computer({ steps: [saying('Never.')] })
    const { error } = await outcomeOf(
      here.agent.stream('Watch me.', { memory: { ...memory, options: { observationalMemory: true } } }),
    )
    expect(error?.message).toContain('observationalMemory is not supported')
    expect(here.trace).not.toContain('LLM')
    expect((await rows()).messages).toEqual([])
  })

  async function promptOfNext(words: string): Promise<string> {
    return (await turn(words, { steps: [saying('…')] })).prompt()
  }
})
