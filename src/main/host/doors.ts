// Who may come in. A link opens Kith once and leaves a cookie; everything after needs the cookie. `Host` and `Origin`
// must be exactly ours, so that no other page can reach Kith by a name it made up for this computer.
import { createHash, randomBytes } from 'node:crypto'

export interface Doors {
  /** Makes a link that can be used once. The link before it, if it was not used, ends. */
  newLink(): string
  /**
   * Uses up the token of a link.
   * @returns the value of `Set-Cookie` for the browser that brought it, or null for a token that is not good
   */
  admit(token: string, host: string): string | null
  isAdmitted(cookieHeader: string | undefined): boolean
  isOurHost(host: string | undefined): boolean
  isOurOrigin(origin: string | undefined): boolean
  /** Where the page may open its WebSocket, for the content security policy. */
  socketOrigins: readonly string[]
}

/** @param publicOrigin how the page is reached when the port is forwarded, or null */
export function createDoors(port: number, publicOrigin: string | null): Doors {
  const origins = [`http://127.0.0.1:${port}`, ...(publicOrigin ? [publicOrigin] : [])]
  const hosts = origins.map((origin) => new URL(origin).host)
  // Cookies do not tell ports apart, so two hosts on one computer need two names.
  const cookieName = `kith-${port}`
  // Only fingerprints are kept and compared: how long a comparison takes then says nothing about the secret.
  const sessions = new Set<string>()
  let link: string | null = null

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
      sessions.add(fingerprint(session))
      const overHttps = publicOrigin?.startsWith('https:') === true && new URL(publicOrigin).host === host
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/${overHttps ? '; Secure' : ''}`
    },
    isAdmitted: (header) => cookiesNamed(cookieName, header).some((value) => sessions.has(fingerprint(value))),
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
