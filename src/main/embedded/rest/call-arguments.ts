// What a call was given: the body of a POST, or the query of a GET or HEAD.
import type { ApiFunction } from './api-functions'
import { requireJson } from './media-types'
import { nestingOf } from '../../../shared/domain/nesting'
import { PostgrestError } from './postgrest-error'
import { otherParameters, unsupported } from './result-shape'

export interface CallArguments {
  names: string[]
  /** Whether a function that takes the whole body could be meant. */
  isBody: boolean
  /** As JSON, for the function that was chosen by their names. */
  textFor(chosen: ApiFunction): string
}

export async function readArguments(request: Request, url: URL): Promise<CallArguments> {
  const { method } = request
  const parameters = otherParameters(url)
  if (method === 'GET' || method === 'HEAD') return fromQuery(parameters)
  if (method !== 'POST') {
    throw new PostgrestError(405, { code: 'PGRST101', message: `Cannot use the ${method} method on RPC` })
  }
  const [filter] = parameters
  if (filter) throw unsupported(filter[0])
  requireJson(request)
  return fromBody(await request.text())
}

function fromBody(text: string): CallArguments {
  if (text === '') return { names: [], isBody: true, textFor: () => text }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new PostgrestError(400, { code: 'PGRST102', message: 'Empty or invalid json' }, { cause })
  }
  if (nestingOf(text) > DEEPEST) {
    const message = 'stack depth limit exceeded'
    const hint = `JSON may be nested ${DEEPEST} levels deep.`
    throw new PostgrestError(413, { code: '54001', message, hint })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PostgrestError(400, { code: 'PGRST102', message: 'All object keys must match' })
  }
  return { names: Object.keys(value), isBody: true, textFor: () => text }
}

// The stack of the WASM build ends at about 6,000 levels, and it says nothing: the answer is empty and the database broken.
const DEEPEST = 1000

function fromQuery(parameters: [string, string][]): CallArguments {
  const values = Map.groupBy(parameters, ([name]) => name)
  return {
    names: [...values.keys()],
    isBody: false,
    textFor(chosen) {
      const variadic = chosen.arguments.find(({ isVariadic }) => isVariadic)?.name
      const entries = [...values].map(([name, pairs]) => {
        const texts = pairs.map(([, text]) => text)
        return [name, name === variadic ? texts : texts.at(-1)] as const
      })
      return JSON.stringify(Object.fromEntries(entries))
    },
  }
}
