// What stands in profiles.json. Loose objects: fields of a newer Kith are carried along, not dropped.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Accent } from '../../shared/contract/personas'
import { accent } from '../../shared/contract/personas'
import type { ListedProfile } from '../../shared/contract/profiles'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'

const storedProfile = z.looseObject({
  id: z.uuid(),
  name: z.string(),
  colour: z.string(),
  url: z.string(),
  publishableKey: z.string(),
})
export type StoredProfile = z.infer<typeof storedProfile>

export const profilesDocument = z.looseObject({
  /** Raised when a field changes its meaning. A newer number is kept as it is. */
  version: z.int().min(1),
  /** Whose runs are whose, where several computers use one project. */
  device: z.uuid(),
  openId: z.uuid(),
  embedded: z.looseObject({ name: z.string(), colour: z.string() }),
  remotes: z.array(storedProfile),
})
export type ProfilesDocument = z.infer<typeof profilesDocument>

export function firstProfiles(): ProfilesDocument {
  return {
    version: 1,
    device: randomUUID(),
    openId: EMBEDDED_PROFILE,
    embedded: { name: '', colour: 'graphite' },
    remotes: [],
  }
}

/** A profile as main works with it. */
export type KnownProfile = Omit<ListedProfile, 'waiting' | 'waitingOfAll'>

export function profilesIn({ embedded, remotes }: ProfilesDocument): KnownProfile[] {
  return [
    {
      id: EMBEDDED_PROFILE,
      kind: 'embedded',
      name: embedded.name,
      colour: colourOf(embedded.colour),
      url: null,
      publishableKey: null,
      isOfThisStart: false,
    },
    ...remotes.map(({ id, name, colour, url, publishableKey }) => ({
      id,
      kind: 'remote' as const,
      name,
      colour: colourOf(colour),
      url,
      publishableKey,
      isOfThisStart: false,
    })),
  ]
}

/** A colour of a newer Kith is some other one here. */
function colourOf(colour: string): Accent {
  return accent.safeParse(colour).data ?? 'slate'
}
