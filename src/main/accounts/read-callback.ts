// What comes back from a browser by an address. Anybody can make such an address and have it opened: a page, an e-mail,
// another program. So little is read of it, and only what looks as it must.

/** What an address that leads back says. `state` is the only thing in it that proves anything. */
export interface AuthCallback {
  state: string
  /** To be exchanged for a session. */
  code: string | null
  /** Why there is no code. `half`: one of two addresses of a change is confirmed. */
  problem: 'denied' | 'expired' | 'half' | 'refused' | null
}

const LONGEST = 2_048

/** Reads `kith://auth/callback?…`. Null: it is no such address, or not one Kith has asked for. */
export function readDeepLink(address: string): AuthCallback | null {
  if (address.length > LONGEST || !URL.canParse(address)) return null
  const { protocol, host, pathname, username, password, port, search } = new URL(address)
  if (protocol !== 'kith:' || host !== 'auth' || pathname !== '/callback') return null
  if (username || password || port) return null
  return readCallback(search)
}

/** @param search the part of the address from `?` on. Whatever follows a `#` is for scripts, and is not read. */
export function readCallback(search: string): AuthCallback | null {
  if (search.length > LONGEST) return null
  const given = new URLSearchParams(search)
  const once = (name: string): string | null => {
    const values = given.getAll(name)
    return values.length === 1 ? (values[0] ?? null) : null
  }
  if (known.some((name) => given.getAll(name).length > 1)) return null
  const state = once('state')
  const code = once('code')
  if (state === null || !/^[\w-]{43}$/.test(state)) return null
  if (code !== null) return /^[\w-]{1,256}$/.test(code) ? { state, code, problem: null } : null
  if (given.has('error') || given.has('error_code'))
    return { state, code, problem: problemOf(once('error_code'), once('error')) }
  return given.has('message') ? { state, code, problem: 'half' } : null
}

const known = ['state', 'code', 'error', 'error_code', 'error_description', 'message']

/** Of what it says about itself, only codes that are known; never its own words. */
function problemOf(code: string | null, error: string | null): AuthCallback['problem'] {
  if (code === 'otp_expired' || code === 'flow_state_expired' || code === 'flow_state_not_found') return 'expired'
  return error === 'access_denied' ? 'denied' : 'refused'
}
