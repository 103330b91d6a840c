import { z } from 'zod'

/** Which model answers. The practice model runs inside Kith and needs no provider. */
export const modelChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('practice') }),
  z.object({ kind: z.literal('provider'), providerId: z.uuid(), model: z.string().min(1).max(200) }),
])
export type ModelChoice = z.infer<typeof modelChoice>
