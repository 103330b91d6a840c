// A language model without a network: rules instead of weights, the same stream as any other model.
import { setTimeout as sleep } from 'node:timers/promises'
import { PROPOSE_TOOL } from '../notes-in-prompt'
import type { LanguageModel } from '../providers'
import { readTitlePrompt, titleByRule } from '../title-prompt'
import { readPrompt } from './read-prompt'
import type { CallOptions } from './read-prompt'
import { reply } from './reply'
import { english } from './words'
import type { PracticeWords } from './words'
import { german } from './words.de'

type StreamResult = Awaited<ReturnType<LanguageModel['doStream']>>
type StreamPart = StreamResult['stream'] extends ReadableStream<infer Part> ? Part : never
type GenerateResult = Awaited<ReturnType<LanguageModel['doGenerate']>>

export interface PracticeModelOptions {
  /** Milliseconds between two words, so that streaming can be seen. */
  wordDelay?: number
  /** In which it speaks. */
  language?: 'en' | 'de'
  /** Waits; rejects when the signal aborts. */
  wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>
}

export function isPracticeModel({ provider, modelId }: LanguageModel): boolean {
  return provider === 'kith' && modelId === 'practice'
}

export function createPracticeModel({
  wordDelay = 12,
  language = 'en',
  wait = abortableSleep,
}: PracticeModelOptions = {}): LanguageModel {
  const say = language === 'de' ? german : english
  return {
    specificationVersion: 'v4',
    provider: 'kith',
    modelId: 'practice',
    supportedUrls: {},
    doGenerate: async (options) => {
      const titled = readTitlePrompt(options.prompt)
      return titled === null ? generated(partsOf(options, say)) : saying(titleByRule(titled))
    },
    doStream: async (options) => {
      const parts = partsOf(options, say)
      const { abortSignal } = options
      const stream = new ReadableStream<StreamPart>({
        async pull(controller) {
          const { done, value } = parts.next()
          if (done) return controller.close()
          if (value.type === 'text-delta') await wait(wordDelay, abortSignal)
          abortSignal?.throwIfAborted()
          controller.enqueue(value)
        },
      })
      return { stream }
    },
  }
}

function abortableSleep(milliseconds: number, signal: AbortSignal | undefined): Promise<unknown> {
  return sleep(milliseconds, undefined, { signal })
}

function* partsOf(options: CallOptions, say: PracticeWords): Generator<StreamPart, undefined> {
  yield { type: 'stream-start', warnings: [] }
  const conversation = readPrompt(options)
  const answer = reply(conversation, say)
  if (answer.kind === 'propose') {
    for (const line of answer.lines) {
      const toolCallId = `propose-${crypto.randomUUID()}`
      yield { type: 'tool-call', toolCallId, toolName: PROPOSE_TOOL, input: JSON.stringify({ line }) }
    }
  } else {
    yield { type: 'text-start', id: 'reply' }
    for (const [delta] of restOf(answer.text, conversation.begun).matchAll(/\S+\s*|\s+/g))
      yield { type: 'text-delta', id: 'reply', delta }
    yield { type: 'text-end', id: 'reply' }
  }
  yield {
    type: 'finish',
    finishReason: { unified: answer.kind === 'propose' ? 'tool-calls' : 'stop', raw: 'stop' },
    usage: uncounted,
  }
}

/** The same conversation gives the same words, so what is missing of them is known. */
function restOf(text: string, begun: string): string {
  if (begun === '') return text
  return text.startsWith(begun) ? text.slice(begun.length) : `\n\n${text}`
}

/** Rules have no tokens. */
const uncounted = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
}

function saying(text: string): GenerateResult {
  return {
    content: [{ type: 'text', text }],
    finishReason: { unified: 'stop', raw: 'stop' },
    usage: uncounted,
    warnings: [],
  }
}

function generated(parts: Iterable<StreamPart>): GenerateResult {
  const content: GenerateResult['content'] = []
  let text = ''
  let finishReason: GenerateResult['finishReason'] = { unified: 'stop', raw: 'stop' }
  for (const part of parts) {
    if (part.type === 'text-delta') text += part.delta
    if (part.type === 'tool-call') content.push(part)
    if (part.type === 'finish') finishReason = part.finishReason
  }
  if (text !== '') content.push({ type: 'text', text })
  return { content, finishReason, usage: uncounted, warnings: [] }
}
