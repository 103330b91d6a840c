// What a body says about who it is for has to agree with who is calling.
import { z } from 'zod'
import { splitResourceKey } from '../../shared/domain/resource-key'
import type { Caller } from './caller'
import { ApiProblem } from './problem'

/** May be left out: both follow from the token. */
export const claimed = {
  userId: z.uuid().optional().meta({ description: 'Of the caller; anything else is refused.' }),
  resourceId: z.string().max(200).optional().meta({
    description: '`user:persona` or the user alone; of the caller and this persona, anything else is refused.',
  }),
}

interface Claimed {
  userId?: string | undefined
  resourceId?: string | undefined
}

/** Throws NOT_YOURS. */
export function requireOwn(caller: Caller, personaId: string | null, ...said: readonly Claimed[]): void {
  for (const { userId, resourceId } of said) {
    if (userId !== undefined && userId.toLowerCase() !== caller.userId) throw new ApiProblem('NOT_YOURS')
    if (resourceId === undefined || resourceId.toLowerCase() === caller.userId) continue
    const resource = splitResourceKey(resourceId.toLowerCase())
    if (resource?.userId !== caller.userId || resource.personaId !== personaId) throw new ApiProblem('NOT_YOURS')
  }
}
