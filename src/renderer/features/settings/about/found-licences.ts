import type { Licence } from '../../../../shared/contract/about'

type Listed = Omit<Licence, 'text'>

/** Those whose name or licence has every word of the search. */
export function foundLicences(all: readonly Listed[], search: string): Listed[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter(({ name, version, licence, offered = '' }) => {
    const said = `${name}@${version} ${licence} ${offered}`.toLowerCase()
    return wanted.every((word) => said.includes(word))
  })
}
