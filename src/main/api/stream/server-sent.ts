// Chunks as server-sent events. Read as fast as whoever asked reads; a word every now and then keeps a connection open and
// finds out that it is gone.
const ALIVE_MS = 15_000

interface ServerSent {
  chunks: AsyncGenerator<object, void>
  /** Nobody reads any more. Told once, and not when the stream came to its own end. */
  onGone(): void
  onOver(): void
}

export function serverSent({ chunks, onGone, onOver }: ServerSent): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const event = (data: string) => encoder.encode(`data: ${data}\n\n`)
  let alive: NodeJS.Timeout | undefined
  let isOver = false

  function over(): void {
    isOver = true
    clearInterval(alive)
    onOver()
  }

  return new ReadableStream<Uint8Array>({
    start(controller) {
      alive = setInterval(() => controller.enqueue(encoder.encode(': still there\n\n')), ALIVE_MS).unref()
    },
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (isOver) return
        if (!done) return controller.enqueue(event(JSON.stringify(value)))
        over()
        controller.enqueue(event('[DONE]'))
        controller.close()
      } catch (error) {
        over()
        controller.error(error)
      }
    },
    async cancel() {
      if (isOver) return
      over()
      onGone()
      await chunks.return()
    },
  })
}
