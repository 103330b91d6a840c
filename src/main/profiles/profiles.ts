// The profiles there are, and which one is open. Each has a folder for what belongs to it alone; that of the embedded one is the
// data folder itself.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProfileDraft } from '../../shared/contract/profiles'
import type { Notice } from '../../shared/contract/session'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import { KithError } from '../../shared/errors'
import { oneAfterOther } from '../../shared/one-after-other'
import { profilesIn } from './profiles-document'
import type { KnownProfile, ProfilesDocument } from './profiles-document'
import { openProfilesFile } from './profiles-file'
import { projectAddress } from './project-address'
import { refuseSecretKey } from './publishable-key'

export type { KnownProfile }

/** Every change is written before it counts. Changes run one after another, in the order of the calls. */
export interface Profiles {
  all(): KnownProfile[]
  /** The one that is open, or is to be. */
  present(): KnownProfile
  /** Throws NOT_FOUND. */
  find(id: string): KnownProfile
  /** From now on, and at the next start. Throws NOT_FOUND, SETTINGS_NOT_SAVED. */
  choose(id: string): Promise<KnownProfile>
  /** Adds it or changes the one with its id. Throws KEY_REFUSED, INVALID, SETTINGS_NOT_SAVED. */
  save(draft: ProfileDraft): Promise<KnownProfile>
  /** Whether it would lie at another address than it does. Throws KEY_REFUSED, INVALID. */
  moves(draft: ProfileDraft): boolean
  /** The entry and its folder. Throws NOT_ALLOWED for the embedded one. Safe to repeat. */
  remove(id: string): Promise<void>
  /** Whose runs are whose, where several computers use one project. */
  device: string
  /** Made where it is missing. */
  folderOf(id: string): Promise<string>
  notices: readonly Notice[]
}

/** @param ofThisStart a profile that is opened now and written nowhere */
export async function openProfiles(folder: string, ofThisStart: KnownProfile | null): Promise<Profiles> {
  const file = await openProfilesFile(folder)
  let document = file.document
  let chosen = ofThisStart?.id
  const inTurn = oneAfterOther()

  const all = () => [...profilesIn(document), ...(ofThisStart ? [ofThisStart] : [])]
  const place = (id: string) => (id === EMBEDDED_PROFILE ? folder : join(folder, 'profiles', id))

  async function write(next: ProfilesDocument): Promise<void> {
    await file.write(next)
    document = next
  }
  function find(id: string): KnownProfile {
    const found = all().find((one) => one.id === id)
    if (!found) throw new KithError('NOT_FOUND', { kind: 'profile' })
    return found
  }

  const profiles: Profiles = {
    all,
    find,
    present: () => all().find(({ id }) => id === (chosen ?? document.openId)) ?? find(EMBEDDED_PROFILE),
    choose: (id) =>
      inTurn(async () => {
        const found = find(id)
        if (!found.isOfThisStart) await write({ ...document, openId: id })
        chosen = id
        return found
      }),
    save: (draft) =>
      inTurn(async () => {
        await write(withDraft(document, draft))
        return find(draft.id)
      }),
    moves(draft) {
      const urlIn = ({ remotes }: ProfilesDocument) => remotes.find(({ id }) => id === draft.id)?.url
      const [before, after] = [urlIn(document), urlIn(withDraft(document, draft))]
      return before !== undefined && before !== after
    },
    remove: (id) =>
      inTurn(async () => {
        if (id === EMBEDDED_PROFILE || id === ofThisStart?.id)
          throw new KithError('NOT_ALLOWED', { reason: 'This profile cannot be removed.' })
        const remotes = document.remotes.filter((one) => one.id !== id)
        const openId = document.openId === id ? EMBEDDED_PROFILE : document.openId
        await write({ ...document, remotes, openId })
        if (chosen === id) chosen = EMBEDDED_PROFILE
        await rm(place(id), { recursive: true, force: true })
      }),
    device: document.device,
    async folderOf(id) {
      await mkdir(place(id), { recursive: true, mode: 0o700 })
      return place(id)
    },
    notices: file.notices,
  }
  return profiles
}

function withDraft(document: ProfilesDocument, { id, name, colour, address }: ProfileDraft): ProfilesDocument {
  if (id === EMBEDDED_PROFILE) return { ...document, embedded: { ...document.embedded, name, colour } }
  if (!address) throw new KithError('INVALID', { reason: 'This is not the address of a project.' })
  refuseSecretKey(address.publishableKey)
  const url = projectAddress(address.url)
  const fields = { id, name, colour, url, publishableKey: address.publishableKey }
  const isThere = document.remotes.some((one) => one.id === id)
  const remotes = isThere
    ? document.remotes.map((one) => (one.id === id ? { ...one, ...fields } : one))
    : [...document.remotes, fields]
  return { ...document, remotes }
}
