import { z } from 'zod'
import { foundKind, foundPart, searchPage } from '../../../shared/contract/search'
import { personaInQuery } from '../cursor'
import { endpoint, json } from '../endpoint'

export const searchEverything = endpoint({
  method: 'get',
  path: '/api/search',
  access: 'read',
  summary: 'Search everything',
  description:
    'Messages, memories, titles and metadata, best first; without words, the newest. What was found stands in `snippet` between the characters U+0002 and U+0003.',
  query: z.strictObject({
    q: z.string().max(2_000).default(''),
    kind: foundKind.optional(),
    personaId: personaInQuery,
    role: z.enum(['user', 'assistant']).optional(),
    since: z.iso.datetime().optional(),
    until: z.iso.datetime().optional(),
    has: foundPart.optional(),
    byMeaning: z
      .stringbool()
      .default(false)
      .meta({ description: 'Asks the model that makes vectors, too, where its owner chose one.' }),
    skip: z.coerce.number().int().min(0).max(1_000).default(0),
    limit: z.coerce.number().int().min(1).max(100).default(40),
  }),
  answer: { status: 200, description: 'A page; `next` is the `skip` of the next one.', schema: searchPage },
  async handle({ query: { q, personaId, has, ...query } }, { caller, signal }) {
    return json(
      await caller.contract.search.find(
        {
          ...query,
          query: q,
          personaId: personaId === 'none' ? null : personaId,
          has: has === undefined ? [] : [has],
        },
        { signal },
      ),
    )
  },
})
