import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuid } from '../../shared/contract/base'
import { derivedId } from './derived-id'

test('is a UUID, always the same for the same message, another one for another purpose', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      const id = derivedId('run', one)
      expect(uuid.parse(id)).toBe(id)
      expect(derivedId('run', one.toUpperCase())).toBe(id)
      expect(derivedId('answer', one)).not.toBe(id)
      if (one !== other) expect(derivedId('run', other)).not.toBe(id)
    }),
  )
})
