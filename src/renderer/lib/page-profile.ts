// Whose page this is: what is kept here, drafts and what was open, belongs to one account of one profile. Both are known before
// main has said anything, because modules read what is kept as they begin.
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import { accountHeader, profileHeader } from '../../shared/domain/page-headers'

const profileKey = 'kith.profile'
const accountKey = 'kith.account'

/** The profile whose drafts and open threads this page shows, until it is loaded anew. */
export const pageProfile = read(profileKey) ?? EMBEDDED_PROFILE
/** Of which account, where it is not the first this profile ever had here. */
const pageAccount = otherAccount()
const calling = { profile: pageProfile, account: read(inProfile(accountKey)) }

/**
 * A name in the page's storage for what belongs to the account that is open. Those of the embedded profile and of the first account
 * are what they always were.
 */
export function ofProfile(name: string): string {
  return pageAccount === null ? inProfile(name) : `${inProfile(name)}~${pageAccount}`
}

/**
 * Main has another profile open: the page is loaded anew as that one's, so that nothing of the other stays in it. Where nothing can
 * be kept, it stays as it is, rather than being loaded for ever.
 * @returns whether the page is about to be loaded
 */
export function followProfile(profile: string): boolean {
  if (profile === pageProfile) return false
  calling.profile = profile
  if (!keep(profileKey, profile)) return false
  location.reload()
  return true
}

/** The same for the account that is open in the profile. */
export function followAccount(account: string): boolean {
  if (isKept(account) && otherAccount() !== pageAccount) {
    location.reload()
    return true
  }
  calling.account = account
  return false
}

/** What main is told with every call, so that nothing meant for one profile or account is done in another. */
export function headersOfPage(): Record<string, string> {
  const { profile, account } = calling
  return { [profileHeader]: profile, ...(account !== null && { [accountHeader]: account }) }
}

function isKept(account: string): boolean {
  const first = inProfile('kith.account.first')
  return (read(first) !== null || keep(first, account)) && keep(inProfile(accountKey), account)
}

function inProfile(name: string): string {
  return pageProfile === EMBEDDED_PROFILE ? name : `${name}@${pageProfile}`
}

function otherAccount(): string | null {
  const present = read(inProfile(accountKey))
  return present === read(inProfile('kith.account.first')) ? null : present
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Whether it is kept. */
function keep(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value)
  } catch {
    return false
  }
  return read(key) === value
}
