import { runInThisContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCodec } from './codec'

/** The codec as the page has it: made from its source, with nothing around it. */
const pageCodec = runInThisContext(`(${createCodec.toString()})()`) as ReturnType<typeof createCodec>
const codec = createCodec()
const there = (value: unknown) => pageCodec.decode(codec.encode(value))

describe('what goes over to the page', () => {
  it('arrives as structured clone would bring it', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: false,
      withNullPrototype: false,
      withObjectString: true,
    })
    fc.assert(
      fc.property(anything, (value) => {
        expect(there(value)).toEqual(structuredClone(value))
      }),
    )
  })

  it('comes back the same', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withMap: true, withTypedArray: true }), (value) => {
        const round = codec.decode(pageCodec.encode(there(value)))
        expect(round).toEqual(structuredClone(value))
      }),
    )
  })

  it('keeps text of every kind, halves of characters too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(there(text)).toBe(text)
      }),
    )
    expect(there('\ud800x')).toBe('\ud800x')
  })

  it('keeps names that objects have of themselves, and marks that look like its own', () => {
    const odd = JSON.parse('{"__proto__":{"a":1},"$":"date","value":3,"constructor":"x"}') as object
    const arrived = there(odd) as object
    expect(Object.entries(arrived)).toEqual(Object.entries(odd))
    expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype)
  })

  it('keeps numbers that JSON does not know, and dates that are none', () => {
    expect(there([Number.NaN, Infinity, -Infinity, -0])).toEqual([Number.NaN, Infinity, -Infinity, -0])
    expect(there(new Date(Number.NaN))).toEqual(new Date(Number.NaN))
  })

  it('keeps bytes, and only the part of a buffer that was meant', () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256)
    expect(there(bytes)).toEqual(bytes)
    expect(there(Buffer.from(bytes).subarray(10, 20))).toEqual(bytes.slice(10, 20))
    expect(there(bytes.buffer)).toEqual(bytes.buffer)
  })

  it('keeps what an error says', () => {
    const arrived = there(new RangeError('too far'))
    expect(arrived).toBeInstanceOf(Error)
    expect(arrived).toMatchObject({ name: 'RangeError', message: 'too far' })
  })

  it.each([
    ['a function', () => undefined],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
  ])('refuses %s, as structured clone does', (_, value) => {
    expect(() => codec.encode({ deep: [value] })).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
  })

  it('refuses a cycle instead of never ending', () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    expect(() => codec.encode(cycle)).toThrow('A cycle could not be cloned.')
  })
})
