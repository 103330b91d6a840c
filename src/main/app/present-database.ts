import type { PresentDatabase } from '../accounts'
import type { KnownProfile } from '../profiles/profiles'
import { notOpen } from './not-open'
import type { OpenDatabase } from './open-database'

/** What accounts work with: the database that is open, or the one that waits for somebody to sign in. */
export function presentDatabase(
  place: Pick<OpenDatabase, 'client' | 'service'> | null,
  { id, kind }: Pick<KnownProfile, 'id' | 'kind'>,
): PresentDatabase {
  if (!place) throw notOpen()
  return { profileId: id, client: place.client, service: place.service, isLocal: kind === 'embedded' }
}
