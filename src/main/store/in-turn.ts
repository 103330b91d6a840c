/** Work under the same key is done one after the other, whether what came before it failed or not. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>()

  after<T>(key: string, work: () => Promise<T>): Promise<T> {
    const done = (this.#last.get(key) ?? Promise.resolve()).then(work)
    const settled = done
      .catch(() => {})
      .finally(() => {
        if (this.#last.get(key) === settled) this.#last.delete(key)
      })
    this.#last.set(key, settled)
    return done
  }
}
