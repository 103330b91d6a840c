// Carries what structured clone can carry, as text, between Node and the page. `createCodec` is sent into the page as
// its own source, so it may use nothing from outside its braces.

export interface Codec {
  /** Throws a DataCloneError for what cannot be cloned, and for cycles, which this codec does not know. */
  encode(value: unknown): string
  decode(text: string): unknown
}

export function createCodec(): Codec {
  type Plain = null | string | boolean | number | Plain[] | { [key: string]: Plain }
  const typedArrays = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ]

  function refuse(what: string): never {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError')
  }

  function toBase64(bytes: Uint8Array): string {
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  }

  function fromBase64(text: string): Uint8Array {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  }

  function ofView(view: ArrayBufferView, inside: object[]): Plain {
    // Node's Buffer arrives as a plain Uint8Array, as it does in Electron.
    const type = typedArrays.findIndex((constructor) => view instanceof constructor)
    if (type < 0 && !(view instanceof DataView)) return refuse(view.constructor.name)
    return {
      $: 'view',
      type,
      bytes: pack(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength), inside),
    }
  }

  function ofNumber(value: number): Plain {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $: 'number', value: Object.is(value, -0) ? '-0' : String(value) }
  }

  function ofObject(value: object, outside: object[]): Plain {
    if (outside.includes(value)) return refuse('A cycle')
    const inside = [...outside, value]
    const packAll = (values: Iterable<unknown>): Plain[] => Array.from(values, (item) => pack(item, inside))
    if (Array.isArray(value)) return packAll(value)
    if (value instanceof Date) return { $: 'date', value: ofNumber(value.getTime()) }
    if (value instanceof RegExp) return { $: 'regexp', source: value.source, flags: value.flags }
    if (value instanceof ArrayBuffer) return { $: 'buffer', bytes: toBase64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) return ofView(value, inside)
    if (value instanceof Map) return { $: 'map', entries: packAll([...value].flat()) }
    if (value instanceof Set) return { $: 'set', values: packAll(value) }
    if (value instanceof Error)
      return { $: 'error', name: value.name, message: value.message, stack: value.stack ?? '' }
    if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) return refuse('An object')
    // Entries rather than an object: a key may be called `$`, or `__proto__`.
    return { $: 'object', entries: Object.entries(value).flatMap(([key, item]) => [key, pack(item, inside)]) }
  }

  function pack(value: unknown, outside: object[]): Plain {
    switch (typeof value) {
      case 'undefined':
        return { $: 'undefined' }
      case 'bigint':
        return { $: 'bigint', value: String(value) }
      case 'number':
        return ofNumber(value)
      case 'string':
      case 'boolean':
        return value
      case 'object':
        return value === null ? null : ofObject(value, outside)
      default:
        return refuse(`A ${typeof value}`)
    }
  }

  function pairs(flat: unknown[]): [unknown, unknown][] {
    return Array.from({ length: flat.length / 2 }, (_, at) => [flat[at * 2], flat[at * 2 + 1]])
  }

  function unpack(plain: Plain): unknown {
    if (plain === null || typeof plain !== 'object') return plain
    if (Array.isArray(plain)) return plain.map(unpack)
    const all = (list: Plain | undefined): unknown[] => (list as Plain[]).map(unpack)
    switch (plain.$) {
      case 'undefined':
        return undefined
      case 'bigint':
        return BigInt(plain.value as string)
      case 'number':
        return Number(plain.value)
      case 'date':
        return new Date(unpack(plain.value as Plain) as number)
      case 'regexp':
        return new RegExp(plain.source as string, plain.flags as string)
      case 'buffer':
        return fromBase64(plain.bytes as string).buffer
      case 'view': {
        const View = (typedArrays[plain.type as number] ?? DataView) as new (buffer: ArrayBuffer) => unknown
        return new View(unpack(plain.bytes as Plain) as ArrayBuffer)
      }
      case 'map':
        return new Map(pairs(all(plain.entries)))
      case 'set':
        return new Set(all(plain.values))
      case 'error':
        return Object.assign(new Error(plain.message as string), { name: plain.name, stack: plain.stack })
      default:
        return Object.fromEntries(pairs(all(plain.entries)))
    }
  }

  return {
    encode: (value) => JSON.stringify(pack(value, [])),
    decode: (text) => unpack(JSON.parse(text) as Plain),
  }
}
