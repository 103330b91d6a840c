// Lets a test decide when the next piece of an answer leaves the server.

export interface Gate {
  /** Lets the next pieces pass, those that wait and those to come. */
  open(pieces?: number): void
  /** Lets everything pass from now on. */
  openAll(): void
  /** Resolves when a piece is being held back: everything that was let pass has left. */
  held(): Promise<void>
  /** Called by the server before each piece. */
  pass(): Promise<void>
}

export function createGate(): Gate {
  let credit = 0
  const held: (() => void)[] = []
  const watchers: (() => void)[] = []

  const open = (pieces = 1) => {
    for (credit += pieces; credit > 0 && held.length > 0; credit -= 1) held.shift()?.()
  }

  return {
    open,
    openAll: () => open(Number.POSITIVE_INFINITY),
    async held() {
      if (held.length === 0) await new Promise<void>((resolve) => watchers.push(resolve))
    },
    async pass() {
      if (credit > 0) {
        credit -= 1
        return
      }
      await new Promise<void>((resolve) => {
        held.push(resolve)
        for (const watcher of watchers.splice(0)) watcher()
      })
    },
  }
}
