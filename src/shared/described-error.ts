// An error as data, on its way to the log: from the data process, from the page, or in main itself. What of it is written down
// is chosen in main/diagnostics; here it is only made short enough to travel.

/** All of it is as it was found, and may hold anything: whoever writes it down chooses first. */
export interface DescribedError {
  name?: string | undefined
  message?: string | undefined
  /** `ENOSPC`, `PROVIDER_FAILED`, an SQLSTATE. */
  code?: string | undefined
  /** One frame on a line, without the message above them. */
  stack?: string | undefined
  /** What an expected failure says besides its code, where that is a number or a short word. */
  data?: Record<string, string | number | boolean> | undefined
  /** What it was caused by, and what a failure of several consists of. */
  causes?: DescribedError[] | undefined
}

export const describedLimits = { name: 100, message: 300, code: 100, stack: 4_000, data: 20, causes: 3, depth: 4 }

/** Never throws, whatever it is given. A text is taken for a code or a message: which of the two, its reader decides. */
export function describeError(error: unknown, depth = 1): DescribedError {
  try {
    return describe(error, depth)
  } catch {
    // A getter of it throws.
    return {}
  }
}

function describe(error: unknown, depth: number): DescribedError {
  if (typeof error === 'string') return { code: cut(error, 'code'), message: cut(error, 'message') }
  if (typeof error !== 'object' || error === null) return {}
  const { name, message, code, stack, data, cause, errors } = error as Record<string, unknown>
  const inside = [...(cause === undefined ? [] : [cause]), ...(Array.isArray(errors) ? errors : [])]
  return {
    name: cut(name, 'name'),
    message: cut(message, 'message'),
    code: cut(code, 'code'),
    stack: typeof stack === 'string' ? framesOf(stack, message).slice(0, describedLimits.stack) : undefined,
    data: plainData(data),
    causes:
      depth < describedLimits.depth && inside.length > 0
        ? inside.slice(0, describedLimits.causes).map((one) => describeError(one, depth + 1))
        : undefined,
  }
}

/** Chromium and Node put name and message above the frames. */
function framesOf(stack: string, message: unknown): string {
  if (typeof message !== 'string' || message === '') return stack
  const at = stack.indexOf(message)
  return at < 0 ? stack : stack.slice(at + message.length)
}

function plainData(data: unknown): DescribedError['data'] {
  if (typeof data !== 'object' || data === null) return undefined
  const plain = Object.entries(data).filter(
    (entry): entry is [string, string | number | boolean] =>
      ['number', 'boolean'].includes(typeof entry[1]) || (typeof entry[1] === 'string' && entry[1].length <= 100),
  )
  return Object.fromEntries(plain.slice(0, describedLimits.data))
}

function cut(text: unknown, part: 'name' | 'message' | 'code'): string | undefined {
  return typeof text === 'string' && text !== '' ? text.slice(0, describedLimits[part]) : undefined
}
