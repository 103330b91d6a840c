// Whose page this is: what is kept here, drafts and what was open, belongs to one profile. It is known before main has said
// anything, because modules read what is kept as they begin.
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'

const key = 'kith.profile'

/** The profile whose drafts and open threads this page shows, until it is loaded anew. */
export const pageProfile = read()
let calling = pageProfile

/** A name in the page's storage for what belongs to the profile. Those of the embedded one are what they always were. */
export function ofProfile(name: string, profile = pageProfile): string {
  return profile === EMBEDDED_PROFILE ? name : `${name}@${profile}`
}

/**
 * Main has another profile open: the page is loaded anew as that one's, so that nothing of the other stays in it. Where nothing can
 * be kept, it stays as it is, rather than being loaded for ever.
 * @returns whether the page is about to be loaded
 */
export function followProfile(profile: string): boolean {
  if (profile === pageProfile) return false
  calling = profile
  try {
    localStorage.setItem(key, profile)
    if (read() !== profile) return false
  } catch {
    return false
  }
  location.reload()
  return true
}

/** What main is told with every call, so that nothing meant for one profile is done in another. */
export const headersOfProfile = () => ({ 'x-kith-profile': calling })

function read(): string {
  try {
    return localStorage.getItem(key) ?? EMBEDDED_PROFILE
  } catch {
    return EMBEDDED_PROFILE
  }
}
