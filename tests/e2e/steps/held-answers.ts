import { expect } from 'vitest'
import { createGate } from '../../support/model-server'
import type { ModelServer } from '../../support/model-server'
import { eventually, say } from './conversation'
import { firstWords, numberedWords, wordsIn } from './numbered-words'
import type { Screen } from './screen'

/** Asks, and holds the answer of `all` words, with this letter, back after so many of them. The gate lets more through. */
export async function askAndHoldBack(
  screen: Screen,
  server: ModelServer,
  question: string,
  { held, all, letter }: { held: number; all: number; letter?: string },
) {
  const gate = createGate()
  server.setScript({ text: numberedWords(all, letter), gate })
  gate.open(held)
  await say(screen, question)
  await eventually(async () => expect(await wordsIn(screen.answer)).toEqual(firstWords(held, letter)))
  return gate
}
