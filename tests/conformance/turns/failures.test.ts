// Each call of a turn fails, one after the other, as networks, sessions and servers fail: what the person sees, what is
// stored, and that the same turn, tried again with the same ids, leaves what an undisturbed one leaves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saying } from '../../../src/main/assistant/testing/scripted-model'
import type { Step } from '../../../src/main/assistant/testing/scripted-model'
import { engines, openEngine } from '../../../supabase/tests/support/engines'
import type { Engine, Person } from '../../../supabase/tests/support/engines'
import { newResourceOf } from '../world'
import { calling, computerOf, outcomeOf } from './computer'
import type { Computer, Setting } from './computer'
import type { Failure } from './network'
import { rowsOf } from './rows'
import type { Rows } from './rows'
import { idsOf, seen } from './seen'

const failures: Failure[] = ['offline', 'expired', 'broken', 'unanswered']

/** Each call of the undisturbed turn, and what the person sees when it fails. */
type Calls = [call: string, seen: string][]

interface Story extends Setting {
  calls: Calls
  /** What was said in another thread before. */
  before?: string
}

const plain = { semanticRecall: false as const }

const stories: Record<string, Story> = {
  'a plain turn': {
    options: plain,
    steps: [saying('Which one?')],
    calls: [
      ['ai_open_turn', 'refused: GET_THREAD_BY_ID'],
      ['ai_begin_turn', 'refused: SAVE_THREAD'],
      ['ai_store_messages', 'answered, not saved'],
    ],
  },
  'a turn with recall': {
    options: { semanticRecall: { topK: 2, messageRange: 1 } },
    before: 'My knee hurts when I run.',
    steps: [saying('Which one?')],
    calls: [
      ['ai_open_turn', 'refused: GET_THREAD_BY_ID'],
      ['ai_begin_turn', 'refused: SAVE_THREAD'],
      ['ai_search_messages_vector', 'answered'],
      ['ai_query_messages', 'answered'],
      ['ai_store_messages', 'answered, not saved'],
    ],
  },
  'a turn with working memory': {
    options: { ...plain, workingMemory: { enabled: true } },
    steps: [calling('updateWorkingMemory', { memory: '# Knee' }), saying('Noted.')],
    calls: [
      ['ai_open_turn', 'refused: GET_THREAD_BY_ID'],
      ['ai_begin_turn', 'refused: SAVE_THREAD'],
      ['ai_save_working_memory', 'answered, and told of the notes'],
      ['ai_open_turn', 'answered, not saved'],
      ['ai_store_messages', 'answered, not saved'],
    ],
  },
}

describe.each(engines)('when a call fails on %s', (name) => {
  let engine: Engine
  let ana: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
  })
  afterAll(() => engine.close())

  /** A thread that is about to begin with a question, whose ids stay the same however often it is asked. */
  async function scene(options: Setting['options']) {
    const memory = { thread: crypto.randomUUID(), resource: await newResourceOf(ana) }
    const [id, answerId] = [crypto.randomUUID(), crypto.randomUUID()]
    return {
      memory,
      rows: () => rowsOf(engine, memory.resource),
      computer: (steps: Step[], given: Setting['answerId'] = answerId) =>
        computerOf(engine, ana, { options, steps, answerId: given }),
      ask: (here: Computer) =>
        outcomeOf(here.agent.stream([{ id, role: 'user', content: 'My knee hurts' }], { memory })),
    }
  }

  describe.each(Object.entries(stories))('in %s', (_, { options, steps, calls, before }) => {
    async function story() {
      const begun = await scene(options)
      const said = begun.computer([saying('Rest.')], crypto.randomUUID())
      if (before)
        await outcomeOf(said.agent.stream(before, { memory: { ...begun.memory, thread: crypto.randomUUID() } }))
      return begun
    }

    async function undisturbed(): Promise<Rows> {
      const { rows, ask, computer } = await story()
      const here = computer(steps)
      expect(seen(await ask(here), 'offline')).toBe('answered')
      expect(here.network.calls).toEqual(calls.map(([call]) => call))
      return rows()
    }

    test.each(failures)('%s', async (how) => {
      const whole = await undisturbed()
      for (const [index, [call, expected]] of calls.entries()) {
        const { rows, ask, computer } = await story()
        const here = computer(steps)
        const there = await rows()
        here.network.fail(index + 1, how)
        expect([call, seen(await ask(here), how)]).toEqual([call, expected])

        const stored = (await rows()).messages
        const isSaved =
          expected === 'answered' || expected.includes('told') || (how === 'unanswered' && call === 'ai_store_messages')
        expect([call, stored]).toEqual([call, isSaved ? whole.messages : there.messages])

        here.network.heal()
        const again = computer(steps)
        expect([call, seen(await ask(again), how)]).toEqual([call, 'answered'])
        expect([call, withoutSteps(await rows())]).toEqual([call, withoutSteps(whole)])
      }
    })
  })

  test('what is somebody else’s, and what is gone, is told apart from all that', async () => {
    const ben = await engine.signIn('Ben')
    const { memory, computer, ask } = await scene(plain)
    const idOf = async (here: Computer, there: typeof memory) => {
      const { error } = await outcomeOf(here.agent.stream('Hello', { memory: there }))
      expect(here.trace).not.toContain('LLM')
      return idsOf(error).join(' ')
    }
    await ask(computer([saying('Hello.')]))
    const hers = () => computer([saying('Never.')])
    const his = computerOf(engine, ben, { options: plain, steps: [saying('Never.')] })
    const bens = await newResourceOf(ben)
    expect(await idOf(hers(), { ...memory, resource: bens })).toContain('AGENT_MEMORY_THREAD_RESOURCE_MISMATCH')
    expect(await idOf(hers(), { thread: crypto.randomUUID(), resource: bens })).toMatch(/SAVE_THREAD_FOREIGN_OWNER/)
    expect(await idOf(his, { ...memory, resource: bens })).toMatch(/SAVE_THREAD_NOT_FOUND/)
    await hers().memory.deleteThread(memory.thread)
    expect(await idOf(hers(), memory)).toMatch(/SAVE_THREAD_NOT_FOUND/)
  })

  const asking = [calling('pay', { euros: 5 })]
  const waits: Calls = [
    ['ai_open_turn', 'refused: GET_THREAD_BY_ID'],
    ['ai_begin_turn', 'refused: SAVE_THREAD'],
    ['ai_store_messages', 'refused: SAVE_MESSAGES'],
    ['ai_save_run_snapshot', 'refused: PERSIST_WORKFLOW_SNAPSHOT'],
    ['ai_save_run_snapshot', 'refused: PERSIST_WORKFLOW_SNAPSHOT'],
    // The outer run, when all was said: it waits in this process, and is stored a little later.
    ['ai_save_run_snapshot', 'waits for an approval'],
    ['ai_save_run_snapshot', 'waits for an approval'],
  ]
  const goesOn: Calls = [
    ['ai_get_run_snapshot', 'refused: LOAD_WORKFLOW_SNAPSHOT'],
    ['ai_open_turn', 'refused: GET_THREAD_BY_ID'],
    ['ai_get_run_snapshot', 'refused: GET_WORKFLOW_RUN_BY_ID'],
    ['ai_get_run_snapshot', 'refused: LOAD_WORKFLOW_SNAPSHOT'],
    ['ai_save_run_snapshot', 'refused: LOAD_WORKFLOW_SNAPSHOT'],
    ['ai_get_run_snapshot', 'refused: LOAD_WORKFLOW_SNAPSHOT'],
    ['ai_store_messages', 'answered'],
    ['ai_delete_run_snapshot', 'answered'],
    ['ai_delete_run_snapshot', 'answered'],
    ['ai_store_messages', 'answered, not saved'],
  ]

  const approved = ['user "My knee hurts"', 'assistant "One moment." pay:result', 'assistant "Paid."']
  const approve = (here: Computer, runId: string) =>
    outcomeOf(here.agent.approveToolCall({ runId, toolCallId: 'call_1' }))

  test.each(failures)('in a question for an approval: %s', async (how) => {
    for (const [index, [call, expected]] of waits.entries()) {
      const { rows, ask, computer } = await scene(plain)
      const first = computer([...asking, saying('Paid.')], '')
      first.network.fail(index + 1, how)
      let outcome = await ask(first)
      expect([index, call, seen(outcome, how)]).toEqual([index, call, expected])
      let here = first
      if (outcome.error) {
        expect([index, (await rows()).runs]).toEqual([index, []])
        here = computer([...asking, saying('Paid.')], '')
        outcome = await ask(here)
      }
      first.network.heal()
      expect([index, seen(await approve(here, outcome.runId), how)]).toEqual([index, 'answered'])
      expect([index, here.payments.length]).toEqual([index, 1])
      const { messages } = await rows()
      // A question that was stored, and asked again, stands there twice: its answer has another id each time.
      expect([index, messages.filter((message) => message.startsWith('user'))]).toEqual([index, approved.slice(0, 1)])
      expect([index, messages.slice(-2)]).toEqual([index, approved.slice(-2)])
    }
  })

  test.each(failures)('in an approval: %s', async (how) => {
    for (const [index, [call, expected]] of goesOn.entries()) {
      const { rows, ask, computer } = await scene(plain)
      const { runId } = await ask(computer(asking, ''))
      const here = computer([saying('Paid.')], '')
      here.network.fail(index + 1, how)
      expect([index, call, seen(await approve(here, runId), how)]).toEqual([index, call, expected])
      here.network.heal()
      const again = computer([saying('Paid.')], '')
      const isOver = expected.startsWith('answered')
      // The claim whose answer was lost is known here only, until it is over.
      const other = how === 'unanswered' && index === 4 ? here : again
      expect([index, seen(await approve(other, runId), how)]).toEqual([index, isOver ? 'is over' : 'answered'])
      expect([index, here.payments.length + again.payments.length]).toEqual([index, 1])
      const { messages } = await rows()
      const isLost = index === goesOn.length - 1 && how !== 'unanswered'
      expect([index, messages]).toEqual([index, isLost ? [approved[0], 'assistant "One moment." pay:call'] : approved])
    }
  })
})

/** An answer that is continued has a mark between its parts, where an undisturbed one has none. */
function withoutSteps({ messages, ...rows }: Rows): Rows {
  return { ...rows, messages: messages.map((message) => message.replaceAll(' step-start', '')) }
}
