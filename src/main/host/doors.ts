// Who may come in. A link opens Kith once and leaves a cookie and a key (shared/page-key.ts): the files of the page need the
// cookie, whoever speaks to Kith needs both. `Host` and `Origin` must be exactly ours, so that no other page can reach
// Kith by a name it made up for this computer.
import { createHash, randomBytes } from 'node:crypto'

export interface Doors {
  /** Makes a link that can be used once. The link before it, if it was not used, ends. */
  newLink(): string
  /** Uses up the token of a link. @returns what the browser that brought it keeps; null for a token that is not good */
  admit(token: string, host: string): Admission | null
  /** May have the files of the page. Any other server of this computer that the browser visits learns the cookie. */
  isAdmitted(cookieHeader: string | undefined): boolean
  /** May speak to Kith: the key is the one that was given out together with the cookie. */
  isTrusted(cookieHeader: string | undefined, key: string | null): boolean
  isOurHost(host: string | undefined): boolean
  isOurOrigin(origin: string | undefined): boolean
  /** Where the page may open its WebSocket, for the content security policy. */
  socketOrigins: readonly string[]
}

export interface Admission {
  /** Value of `Set-Cookie`. */
  cookie: string
  /** For the storage of the page's own address. */
  key: string
}

/** @param publicOrigin how the page is reached when the port is forwarded, or null */
export function createDoors(port: number, publicOrigin: string | null): Doors {
  const origins = [`http://127.0.0.1:${port}`, ...(publicOrigin ? [publicOrigin] : [])]
  const hosts = origins.map((origin) => new URL(origin).host)
  // Cookies do not tell ports apart, so two hosts on one computer need two names.
  const cookieName = `kith-${port}`
  // Only fingerprints are kept and compared: how long a comparison takes then says nothing about the secret.
  /** Cookie to key. */
  const sessions = new Map<string, string>()
  let link: string | null = null

  /** Those of the cookies of that name that were given out. A browser can have more than one. */
  function admitted(header: string | undefined): string[] {
    return cookiesNamed(cookieName, header)
      .map(fingerprint)
      .filter((cookie) => sessions.has(cookie))
  }

  return {
    socketOrigins: origins.map((origin) => origin.replace(/^http/, 'ws')),
    isOurHost: (host) => host !== undefined && hosts.includes(host),
    isOurOrigin: (origin) => origin !== undefined && origins.includes(origin),
    newLink() {
      const token = secret()
      link = fingerprint(token)
      return `${origins.at(-1)}/?t=${token}`
    },
    admit(token, host) {
      if (link === null || fingerprint(token) !== link) return null
      link = null
      const session = secret()
      const key = secret()
      sessions.set(fingerprint(session), fingerprint(key))
      const overHttps = publicOrigin?.startsWith('https:') === true && new URL(publicOrigin).host === host
      const cookie = `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/${overHttps ? '; Secure' : ''}`
      return { cookie, key }
    },
    isAdmitted: (header) => admitted(header).length > 0,
    isTrusted(header, key) {
      if (key === null) return false
      const given = fingerprint(key)
      return admitted(header).some((cookie) => sessions.get(cookie) === given)
    },
  }
}

/** 192 bits. */
function secret(): string {
  return randomBytes(24).toString('base64url')
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

function cookiesNamed(name: string, header = ''): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}
