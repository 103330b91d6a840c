// How Kith looks for newer versions, as it stands in settings.json. A channel that only a newer Kith knows counts as not said.
import { z } from 'zod'
import { updateChannel } from '../../shared/contract/updates'
import type { UpdateChoice } from '../../shared/contract/updates'

export const storedUpdates = z
  .looseObject({ channel: z.string().optional(), isAutomatic: z.boolean().optional() })
  .optional()

export function updateChoiceOf({ updates }: { updates?: z.infer<typeof storedUpdates> }): UpdateChoice {
  return {
    channel: updateChannel.safeParse(updates?.channel).data ?? 'stable',
    isAutomatic: updates?.isAutomatic ?? true,
  }
}
