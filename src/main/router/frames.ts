// What a page may send: frames of oRPC. They are looked at before oRPC reads them, because it would fail on anything else
// in the middle of a promise nobody holds, and say in the terminal what was sent.

/** oRPC's own numbers. No number is a request, too. */
const request = 1
const known = new Set([undefined, request, 3, 4])

/** Stands between the frame and the file that goes with it. */
const delimiter = 0xff

export type Frame = 'request' | 'event' | 'abort'

/**
 * Tells what kind of frame it is.
 * @param data as it arrived from a socket or port
 * @returns null when it is none
 */
export function frameOf(data: unknown): Frame | null {
  const text = textOf(data)
  if (text === null) return null
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(frame) || typeof frame.i !== 'string' || !known.has(frame.t as number | undefined)) return null
  if (frame.t === 4) return 'abort'
  if (frame.t === 3) return isObject(frame.p) ? 'event' : null
  return isRequest(frame.p) ? 'request' : null
}

function isRequest(payload: unknown): boolean {
  if (!isObject(payload)) return false
  const { u: path, h: headers = {}, m: method = 'POST' } = payload
  if (typeof path !== 'string' || !path.startsWith('/') || !URL.canParse(`http://orpc${path}`)) return false
  // A page only posts; what is fetched otherwise would have its input in the address.
  return method === 'POST' && isObject(headers) && Object.values(headers).every(isHeader)
}

function isHeader(value: unknown): boolean {
  // Anything else would not be taken by the header lists of the platform.
  return typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}

function textOf(data: unknown): string | null {
  if (typeof data === 'string') return data
  if (!(data instanceof Uint8Array || data instanceof ArrayBuffer)) return null
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data)
  const end = bytes.indexOf(delimiter)
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
