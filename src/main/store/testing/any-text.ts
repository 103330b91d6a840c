import * as fc from 'fast-check'

/** Any UTF-16, NUL and halves of surrogate pairs included: what a model, a clipboard or a broken stream may bring. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  const unit = fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0x20, 0x3f, 0x0a, 0xd83d, 0xde00))
  return fc.array(unit, { maxLength }).map((units) => String.fromCharCode(...units))
}
