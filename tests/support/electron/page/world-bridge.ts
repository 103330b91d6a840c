// contextBridge: functions and promises across the two JavaScript worlds of one page. The worlds share the window's
// events; what an event carries is cloned on its way. Sent into the page as its own source, once into each world.

export interface WorldBridge {
  /** Makes `value` a frozen property of the other world's window. */
  expose(key: string, value: unknown): void
}

/** @param secret part of the events' names, so that the page cannot guess them */
export function createWorldBridge(secret: string, self: 'page' | 'preload', other: 'page' | 'preload'): WorldBridge {
  type Packed =
    | { call: number }
    | { promise: number }
    | { list: Packed[] }
    | { object: [string, Packed][] }
    | { value: unknown }
  type Message =
    | { kind: 'call'; id: number; args: Packed[] }
    | { kind: 'settle'; id: number; value?: Packed; error?: string }
    | { kind: 'expose'; key: string; value: Packed }
  type Answer = { value: Packed } | { error: string }
  interface SharedWindow {
    addEventListener(type: string, listener: (event: { detail: never }) => void): void
    removeEventListener(type: string, listener: (event: { detail: never }) => void): void
    dispatchEvent(event: unknown): void
  }

  const shared = globalThis as unknown as SharedWindow
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0

  function tell(name: string, detail: unknown): void {
    shared.dispatchEvent(new CustomEvent(secret + name, { detail }))
  }

  function wordsOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error)
  }

  function pack(value: unknown): Packed {
    if (typeof value === 'function') {
      functions.set(++last, value as (...args: unknown[]) => unknown)
      return { call: last }
    }
    if (value instanceof Promise) {
      const id = ++last
      value.then(
        (result: unknown) => tell(other, { kind: 'settle', id, value: pack(result) } satisfies Message),
        (error: unknown) => tell(other, { kind: 'settle', id, error: wordsOf(error) } satisfies Message),
      )
      return { promise: id }
    }
    if (Array.isArray(value)) return { list: value.map(pack) }
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return { object: Object.entries(value).map(([key, item]) => [key, pack(item)]) }
    }
    return { value }
  }

  function unpack(packed: Packed): unknown {
    if ('call' in packed) return (...args: unknown[]) => call(packed.call, args)
    if ('promise' in packed) {
      return new Promise((resolve, reject) => waiting.set(packed.promise, { resolve, reject }))
    }
    if ('list' in packed) return packed.list.map(unpack)
    if ('object' in packed)
      return Object.freeze(Object.fromEntries(packed.object.map(([key, item]) => [key, unpack(item)])))
    return packed.value
  }

  // Events are delivered at once, so the answer is there when the telling is over.
  function call(id: number, args: unknown[]): unknown {
    let answer = { error: 'the other world is gone' } as Answer
    const listen = (event: { detail: Answer }): void => void (answer = event.detail)
    shared.addEventListener(`${secret}${self}:answer`, listen)
    tell(other, { kind: 'call', id, args: args.map(pack) } satisfies Message)
    shared.removeEventListener(`${secret}${self}:answer`, listen)
    if ('error' in answer) throw new Error(answer.error)
    return unpack(answer.value)
  }

  function answer(id: number, args: Packed[]): Answer {
    try {
      return { value: pack(functions.get(id)?.(...args.map(unpack))) }
    } catch (error) {
      return { error: wordsOf(error) }
    }
  }

  shared.addEventListener(secret + self, ({ detail }: { detail: Message }) => {
    if (detail.kind === 'call') tell(`${other}:answer`, answer(detail.id, detail.args))
    if (detail.kind === 'expose') {
      Object.defineProperty(globalThis, detail.key, { value: unpack(detail.value), enumerable: true })
    }
    if (detail.kind === 'settle') {
      const { resolve, reject } = waiting.get(detail.id) ?? {}
      waiting.delete(detail.id)
      if (detail.value) resolve?.(unpack(detail.value))
      else reject?.(new Error(detail.error))
    }
  })

  return { expose: (key, value) => tell(other, { kind: 'expose', key, value: pack(value) } satisfies Message) }
}
