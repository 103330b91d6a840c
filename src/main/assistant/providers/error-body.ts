// Reads the error objects providers send, in a response of their own or in the middle of a stream.
import { z } from 'zod'

/** What matters of it. `code` is a number where the provider put an HTTP status there. */
export interface ErrorObject {
  message: string
  code: string | number | null
  type: string | null
}

const inner = z.object({
  message: z.string(),
  code: z.union([z.string(), z.number()]).nullish(),
  type: z.string().nullish(),
})

// OpenAI and most: { error: {…} }; Ollama: { error: "…" }; the responses API: { type: 'response.failed', response: {…} };
// FastAPI: { detail: "…" }; others put the fields at the top.
const body = z.union([
  z.object({ error: inner }).transform(({ error }) => error),
  z.object({ error: z.string() }).transform(({ error }) => ({ message: error })),
  z.object({ response: z.object({ error: inner }) }).transform(({ response }) => response.error),
  z.object({ detail: z.string() }).transform(({ detail }) => ({ message: detail })),
  inner,
])

/** Null when there is no error object in it. */
export function errorObjectIn(value: unknown): ErrorObject | null {
  const read = body.safeParse(value)
  if (!read.success || read.data.message.trim() === '') return null
  const { message, code = null, type = null }: z.infer<typeof inner> = read.data
  return { message, code, type }
}

/** The HTTP status an error object inside a stream stands for; 400 when it says nothing about that. */
export function statusOf({ code, type }: ErrorObject): number {
  const number = Number(code)
  if (Number.isInteger(number) && number >= 400 && number <= 599) return number
  const words = `${code ?? ''} ${type ?? ''}`.toLowerCase()
  if (/rate_limit|insufficient_quota|too_many/.test(words)) return 429
  if (/invalid_api_key|authentication/.test(words)) return 401
  if (/permission/.test(words)) return 403
  if (/not_found/.test(words)) return 404
  if (/server_error|internal|overload|unavailable/.test(words)) return 500
  return 400
}

/** Null for what is not JSON. */
export function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null
  } catch {
    return null
  }
}
