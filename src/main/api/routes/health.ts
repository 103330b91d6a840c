import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { KithError } from '../../../shared/errors'
import { endpoint, json } from '../endpoint'
import type { ApiParts } from '../kith'

const WAIT_MS = 1_000

const health = z.object({
  status: z.enum(['ok', 'not-open', 'signed-out']),
  version: z.string(),
})

export const getHealth = ({ kith, version }: Pick<ApiParts, 'kith' | 'version'>) =>
  endpoint({
    method: 'get',
    path: '/api/health',
    access: 'open',
    summary: 'Is Kith there',
    answer: { status: 200, description: 'Whether its database is open and somebody signed in.', schema: health },
    async handle() {
      const asked = kith().then(
        () => 'ok' as const,
        (error: unknown) =>
          error instanceof KithError && error.code === 'NOT_SIGNED_IN'
            ? ('signed-out' as const)
            : ('not-open' as const),
      )
      // While it is being opened, calls wait for it; whoever asks how it is does not.
      const status = await Promise.race([asked, setTimeout(WAIT_MS, 'not-open' as const, { ref: false })])
      return json({ status, version } satisfies z.infer<typeof health>)
    },
  })
