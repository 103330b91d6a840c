// For tests: a model that gives a run something to do at each of its steps.
import { extracting, fact } from '../extraction/testing/extracting'
import type { LanguageModel } from '../providers'
import { finish, saying, text } from './scripted-model'
import type { Step } from './scripted-model'

/** What it says. */
export const whole = 'Let me look. It was Ole.'

/**
 * Says something, looks into memory, says the rest in pieces, each of which is stored; then a title and a memory.
 * @param names the functions that were called so far
 */
export function talkative(names: readonly string[]): LanguageModel {
  const saves = () => names.filter((name) => name === 'ai_save_answer').length
  const stored = async (before: number) => {
    for (let turn = 0; turn < 20 && saves() <= before; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const steps: Step[] = [
    async function* () {
      const before = saves()
      yield* text(['Let me ', 'look. '])
      await stored(before)
      const input = '{"query":"the keeper of the light"}'
      yield { type: 'tool-call', toolCallId: 'c', toolName: 'recall', input }
      yield finish('tool-calls')
    },
    async function* () {
      const before = saves()
      yield* text(['It was '], 'a')
      await stored(before)
      yield* text(['Ole.'], 'b')
      await stored(before + 1)
      yield finish('stop')
    },
  ]
  let asked = 0
  const { model } = extracting(
    () => fact({ fact: 'Has a dog called Max.', quote: 'My dog is called Max' }),
    (options) => steps[asked++ % 2]?.(options) ?? saying('')(options),
  )
  const titled = { content: [{ type: 'text', text: 'A dog' }] } as unknown as Awaited<
    ReturnType<typeof model.doGenerate>
  >
  return Object.assign(model, { doGenerate: async () => titled })
}
