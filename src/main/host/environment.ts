// What the person who starts the browser host can choose, read once.

export interface HostSettings {
  /** 0 lets the system choose a free one. */
  port: number
  /** How the page is reached when something forwards the port, without a slash at the end; or null. */
  publicOrigin: string | null
}

/** A start that cannot go on. The message is written for whoever reads the terminal. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

/** Reads `KITH_PORT` and `KITH_PUBLIC_ORIGIN`. Throws CannotStart with words about the one that is wrong. */
export function readHostSettings(env: Readonly<Record<string, string | undefined>>): HostSettings {
  return { port: readPort(env.KITH_PORT), publicOrigin: readOrigin(env.KITH_PUBLIC_ORIGIN) }
}

function readPort(text: string | undefined): number {
  if (!text) return 0
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new CannotStart(`KITH_PORT is "${text}". It must be a number from 0 to 65535; 0 means any free port.`)
}

function readOrigin(text: string | undefined): string | null {
  if (!text) return null
  const url = URL.canParse(text) ? new URL(text) : null
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  if (bare && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin
  throw new CannotStart(
    `KITH_PUBLIC_ORIGIN is "${text}". It must be the start of an address and nothing more, such as https://kith.example.org`,
  )
}
