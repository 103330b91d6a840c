// Who is meant by a name in an address: a persona by its id or its slug, or nobody in particular.
import { z } from 'zod'
import { KithError } from '../../shared/errors'
import type { Caller } from './caller'
import { ApiProblem } from './problem'

/** As in the original plan: no persona. */
const NO_PERSONA_NAME = 'custom'

/** Null: no persona. Throws NOT_FOUND, AGENT_AMBIGUOUS. */
export async function findAgent({ contract }: Pick<Caller, 'contract'>, name: string): Promise<string | null> {
  if (name === NO_PERSONA_NAME) return null
  const personas = await contract.personas.list()
  const isId = z.uuid().safeParse(name).success
  const found = personas.filter((one) => (isId ? one.id === name.toLowerCase() : slugOf(one.name) === slugOf(name)))
  const [only, ...others] = found
  if (!only) throw new KithError('NOT_FOUND', { kind: 'persona' })
  if (others.length > 0) throw new ApiProblem('AGENT_AMBIGUOUS', { ids: found.map(({ id }) => id) })
  return only.id
}

/** Lower case, without accents, words joined by hyphens; letters of every script stay. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}
