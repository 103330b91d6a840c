// Watches a response while it arrives: silence ends it, and so does an end without a single event where events were
// asked for.

export interface BodyGuard {
  /** Milliseconds between two pieces. Only counts while somebody waits for the next one. */
  idle: number
  /** True for an event stream. */
  mustBeEvents: boolean
  silence(): Error
  garbled(): Error
  /** Ends the connection. */
  abort(reason: Error): void
}

export function guardBody(body: ReadableStream<Uint8Array>, guard: BodyGuard): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const decoder = new TextDecoder('latin1')
  /** The beginning, until an event was seen in it. Null from then on. */
  let beginning: string | null = guard.mustBeEvents ? '' : null

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let silence: Error | undefined
        const timer = setTimeout(() => {
          silence = guard.silence()
          guard.abort(silence)
        }, guard.idle)
        try {
          const { done, value } = await reader.read()
          if (done) {
            if (beginning) throw guard.garbled()
            controller.close()
            return
          }
          if (beginning !== null) {
            beginning = (beginning + decoder.decode(value, { stream: true })).slice(-BEGINNING)
            if (/(^|[\r\n])data:/.test(beginning)) beginning = null
          }
          controller.enqueue(value)
        } catch (error) {
          controller.error(silence ?? error)
        } finally {
          clearTimeout(timer)
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

/** How much is kept to look for the first event in; more than enough for a comment before it. */
const BEGINNING = 64 * 1024
