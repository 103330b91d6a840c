// What the system asks Kith to open goes to one page: the one that was opened last, or the first one there is.

export interface Handed {
  fileId: string
  name: string
}

export interface HandedFiles {
  hand(file: Handed): void
  /** Of one page, until the signal. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<Handed>
}

export function createHandedFiles(): HandedFiles {
  const waiting: Handed[] = []
  /** Of each page that listens and has been given nothing yet, in the order they came. */
  const pages: { take(): void }[] = []

  return {
    hand(file) {
      waiting.push(file)
      pages.at(-1)?.take()
    },
    async *watch(signal) {
      for (;;) {
        if (signal?.aborted) return
        const file = waiting.shift()
        if (file) yield file
        else await somethingFor(signal)
      }
    },
  }

  function somethingFor(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const page = { take: end }
      function end(): void {
        pages.splice(pages.indexOf(page), 1)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      pages.push(page)
      signal?.addEventListener('abort', end)
    })
  }
}
