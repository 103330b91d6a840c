// What no server can be made to do on cue: a stand-in model whose stream is in the test's hands.
import type { UnderlyingSource } from 'node:stream/web'
import { describe, expect, it, vi } from 'vitest'
import { KithError } from '../../../shared/errors'
import { wholeOrFailed } from './whole-or-failed'
import type { SdkModel } from './whole-or-failed'

type Options = Parameters<SdkModel['doStream']>[0]
type Part = Awaited<ReturnType<SdkModel['doStream']>>['stream'] extends ReadableStream<infer P> ? P : never

const facts = { provider: 'Mine', host: 'models.example', model: 'm' }
const data = { provider: 'Mine', host: 'models.example' }
const text: Part = { type: 'text-delta', id: '0', delta: 'one' }

function modelWith(doStream: SdkModel['doStream']): SdkModel {
  const doGenerate = () => Promise.reject(new Error('not asked for'))
  return { specificationVersion: 'v4', provider: 'test', modelId: 'm', supportedUrls: {}, doGenerate, doStream }
}

function streaming(source: UnderlyingSource<Part>): SdkModel {
  return modelWith(() => Promise.resolve({ stream: new ReadableStream(source, { highWaterMark: 0 }) }))
}

async function read(model: SdkModel, options: Partial<Options> = {}): Promise<Part[]> {
  const { stream } = await wholeOrFailed(model, { facts, key: null }).doStream({ prompt: [], ...options })
  const parts: Part[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

describe('an answer is whole or failed', () => {
  it('and after a failure the connection is closed and nothing more is shown', async () => {
    const cancel = vi.fn<() => void>()
    const parts: Part[] = [text, { type: 'error', error: new Error('odd') }, text]
    const pull = (controller: ReadableStreamDefaultController<Part>) => {
      const part = parts.shift()
      if (part) controller.enqueue(part)
    }
    expect(await read(streaming({ pull, cancel }))).toMatchObject([
      text,
      { type: 'error', error: { code: 'STREAM_BROKEN', data } },
      { type: 'finish', finishReason: { unified: 'error' } },
    ])
    expect(cancel).toHaveBeenCalledOnce()
  })

  it('and failed when the stream just stops', async () => {
    const start = (controller: ReadableStreamDefaultController<Part>) => {
      controller.enqueue(text)
      controller.close()
    }
    const [, error] = await read(streaming({ start }))
    expect(error).toMatchObject({ type: 'error', error: { code: 'STREAM_BROKEN', data } })
  })

  it('unless its owner stopped it: then it ends as the model ends it', async () => {
    const stopped = AbortSignal.abort()
    const reason = new DOMException('stopped', 'AbortError')
    const pull = (controller: ReadableStreamDefaultController<Part>) => controller.error(reason)
    await expect(read(streaming({ pull }), { abortSignal: stopped })).rejects.toBe(reason)
    await expect(
      read(
        modelWith(() => Promise.reject(reason)),
        { abortSignal: stopped },
      ),
    ).rejects.toBe(reason)
    await expect(read(modelWith(() => Promise.reject(reason)))).rejects.toBeInstanceOf(KithError)
  })

  it('and what the call asks for wins over what is always sent', async () => {
    const doStream = vi.fn<SdkModel['doStream']>(() => Promise.reject(new Error('enough seen')))
    const model = wholeOrFailed(modelWith(doStream), {
      facts,
      key: null,
      providerOptions: { openai: { store: false, user: 'a' } },
    })
    const providerOptions = { openai: { user: 'b' }, other: { x: 1 } }
    await expect(model.doStream({ prompt: [], providerOptions })).rejects.toBeInstanceOf(KithError)
    expect(doStream.mock.calls[0]?.[0].providerOptions).toEqual({
      openai: { store: false, user: 'b' },
      other: { x: 1 },
    })
  })
})
