// One JSON body, within a size and a time: whoever sends without end, or a byte a minute, is let go.
import { METADATA_NESTING_LIMIT } from '../../shared/domain/limits'
import { nestingOf } from '../../shared/domain/nesting'
import { toStorableValue } from '../../shared/domain/stored-text'
import { ApiProblem } from './problem'

export interface BodyLimits {
  bytes: number
  milliseconds: number
}

export const bodyLimits: BodyLimits = { bytes: 2_000_000, milliseconds: 10_000 }

/** Its texts are such as can be kept. Throws NOT_JSON_TYPE, BODY_TOO_LARGE, BODY_TOO_SLOW, NOT_JSON, and NOT_TAKEN for what is nested too deep. */
export async function readJson(request: Request, limits: BodyLimits): Promise<unknown> {
  // A form of a page cannot send this without asking first.
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new ApiProblem('NOT_JSON_TYPE')
  }
  const said = Number(request.headers.get('content-length') ?? 0)
  if (said > limits.bytes) throw tooLarge(limits)
  const bytes = await readWithin(request, limits)
  const text = decode(bytes)
  // Whatever looks at it takes a step into each level, and there is an end to that.
  if (nestingOf(text) > METADATA_NESTING_LIMIT) {
    const message = `It is nested too deep: at most ${METADATA_NESTING_LIMIT} arrays and objects in one another.`
    throw new ApiProblem('NOT_TAKEN', { issues: [{ in: 'body', at: '', message }] })
  }
  try {
    return JSON.parse(text, toStorableValue) as unknown
  } catch {
    throw new ApiProblem('NOT_JSON')
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ApiProblem('NOT_JSON')
  }
}

async function readWithin({ body }: Request, limits: BodyLimits): Promise<Uint8Array> {
  if (!body) return new Uint8Array()
  const reader = body.getReader()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new ApiProblem('BODY_TOO_SLOW')), limits.milliseconds)
  late.promise.catch(() => {})
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late.promise])
      if (done) return Buffer.concat(chunks)
      size += value.byteLength
      if (size > limits.bytes) throw tooLarge(limits)
      chunks.push(value)
    }
  } catch (error) {
    void reader.cancel().catch(() => {})
    throw error
  } finally {
    clearTimeout(timer)
  }
}

// The rest of the body is not waited for, so the connection cannot be used again.
function tooLarge({ bytes }: BodyLimits): ApiProblem {
  return new ApiProblem('BODY_TOO_LARGE', { limit: bytes }, { connection: 'close' })
}
