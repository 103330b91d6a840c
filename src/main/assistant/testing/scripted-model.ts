// For tests: a language model that says what a test tells it to say, when the test says so.
import type { LanguageModel } from '../providers'

export type CallOptions = Parameters<LanguageModel['doStream']>[0]
type StreamResult = Awaited<ReturnType<LanguageModel['doStream']>>
export type StreamPart = StreamResult['stream'] extends ReadableStream<infer Part> ? Part : never

/** One model call. What it throws, the stream fails with. */
export type Step = (options: CallOptions) => AsyncIterable<StreamPart> | Iterable<StreamPart>

export interface ScriptedModel {
  model: LanguageModel
  /** What it was sent, call by call. */
  prompts: CallOptions[]
}

/** The last step answers all further calls. */
export function scriptedModel(...steps: Step[]): ScriptedModel {
  const prompts: CallOptions[] = []
  const model: LanguageModel = {
    specificationVersion: 'v4',
    provider: 'scripted',
    modelId: 'scripted-1',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('only streams')),
    async doStream(options) {
      const step = steps[Math.min(prompts.length, steps.length - 1)]
      prompts.push(options)
      const parts = iterate(step?.(options) ?? [])
      // A step that fails before its first part is a call that fails.
      const first = await parts.next()
      const stream = new ReadableStream<StreamPart>({
        start(controller) {
          controller.enqueue({ type: 'stream-start', warnings: [] })
          if (!first.done) controller.enqueue(first.value)
        },
        async pull(controller) {
          const { done, value } = await parts.next()
          if (done) controller.close()
          else controller.enqueue(value)
        },
      })
      return { stream }
    },
  }
  return { model, prompts }
}

async function* iterate(parts: AsyncIterable<StreamPart> | Iterable<StreamPart>): AsyncGenerator<StreamPart> {
  yield* parts
}

/** Calls of tools, and an end that waits for what they say. */
export function calling(...calls: [id: string, name: string, args: object][]): Step {
  return () => [
    ...calls.map(([toolCallId, toolName, args]): StreamPart => ({
      type: 'tool-call',
      toolCallId,
      toolName,
      input: JSON.stringify(args),
    })),
    finish('tool-calls'),
  ]
}

/** Text in the given pieces, and a proper end. */
export function saying(...deltas: string[]): Step {
  return () => [...text(deltas), finish('stop')]
}

export function text(deltas: string[], id = 'text'): StreamPart[] {
  return [
    { type: 'text-start', id },
    ...deltas.map((delta): StreamPart => ({ type: 'text-delta', id, delta })),
    { type: 'text-end', id },
  ]
}

export function finish(
  unified: 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other' | 'error',
  raw: string | undefined = unified,
): StreamPart {
  return {
    type: 'finish',
    finishReason: { unified, raw },
    usage: {
      inputTokens: { total: 12, noCache: 12, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: 3, text: 3, reasoning: undefined },
    },
  }
}

/** Goes on when the test says so; each piece is sent as text. Ends with `end` or `fail`. */
export function remoteControl(): {
  step: Step
  say: (delta: string) => Promise<void>
  end: () => void
  fail: (error: Error) => void
} {
  const queue: (StreamPart | Error | null)[] = []
  let wake = () => {}
  const push = (item: StreamPart | Error | null) => {
    queue.push(item)
    wake()
  }
  async function* step(): AsyncGenerator<StreamPart> {
    yield { type: 'text-start', id: 'text' }
    for (;;) {
      const item = queue.shift()
      if (item instanceof Error) throw item
      if (item === null) break
      if (item) yield item
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    yield { type: 'text-end', id: 'text' }
    yield finish('stop')
  }
  return {
    step,
    say(delta) {
      push({ type: 'text-delta', id: 'text', delta })
      return Promise.resolve()
    },
    end: () => push(null),
    fail: push,
  }
}
