// What Node and undici say when a connection does not come about or dies.

type Shape = Readonly<Record<string, unknown>>

/**
 * The part of the chain that knows most, best one with the system's code and words of its own. Null when it is not
 * about the network.
 */
export function networkErrorIn(chain: readonly Shape[]): Shape | null {
  const coded = chain.filter((one) => typeof one['code'] === 'string' && networkCode.test(one['code']))
  const first = coded.find((one) => one['message']) ?? coded[0]
  if (first) return first
  const wrapper = chain.findIndex((one) =>
    /^(fetch failed|terminated|Cannot connect to API)/.test(String(one['message'])),
  )
  return wrapper === -1 ? null : (chain[wrapper + 1] ?? chain[wrapper] ?? null)
}

// ENOTFOUND, EAI_AGAIN, ECONNREFUSED, ECONNRESET, EHOSTUNREACH…; undici's own; TLS and certificates; broken HTTP.
const networkCode =
  /^(E(NOTFOUND|AI_|CONN|HOST|NET|PIPE|TIMEDOUT|ADDR)|UND_ERR_|ERR_(TLS|SSL)_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HPE_)/

/** Connected, and then silence. Not being able to connect in time is not this. */
export function isTimeout(error: Shape): boolean {
  return error['code'] === 'UND_ERR_HEADERS_TIMEOUT' || error['code'] === 'UND_ERR_BODY_TIMEOUT'
}

/** "connect ECONNREFUSED 127.0.0.1:11434", "getaddrinfo ENOTFOUND api.example.com". */
export function reasonOf(error: Shape): string {
  const message = typeof error['message'] === 'string' ? error['message'] : ''
  const code = typeof error['code'] === 'string' ? error['code'] : ''
  return message.includes(code) || message === '' ? message || code : `${message} (${code})`
}
