import { expect, test } from 'vitest'
import { foundLicences } from './found-licences'

const all = [
  { name: 'zod', version: '4.6.7', licence: 'MIT', address: null },
  { name: 'dompurify', version: '3.0.0', licence: 'Apache-2.0', offered: '(MPL-2.0 OR Apache-2.0)', address: null },
]
const names = (search: string) => foundLicences(all, search).map(({ name }) => name)

test('a package is found by its name, its licence, or what it was chosen of', () => {
  expect(names('')).toEqual(['zod', 'dompurify'])
  expect(names('ZOD mit')).toEqual(['zod'])
  expect(names('mpl')).toEqual(['dompurify'])
  expect(names('zod apache')).toEqual([])
})
