// What is not played fails at once and by name, instead of pretending.

/** @returns `part`, except that reading a member it does not have throws */
export function strict<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, key, receiver) {
      // Symbols, and the questions that `await` and JSON ask of everything.
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') {
        return Reflect.get(target, key, receiver) as unknown
      }
      throw new Error(`electron stand-in: ${name}.${key} is not played`)
    },
  })
}
