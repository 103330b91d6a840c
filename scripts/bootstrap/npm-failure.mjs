// What npm's failures mean for whoever has to do something about them.

const kinds = [
  {
    kind: 'disk full',
    pattern: /\b(ENOSPC|EDQUOT)\b|no space left on device|disk quota exceeded/i,
    advice: 'The disk is full. About 1.5 GB are needed for the packages and npm’s cache; make room and run this again.',
  },
  {
    kind: 'lockfile',
    pattern: /\bEUSAGE\b|package-lock\.json.*(in sync|existing)|Missing: .+ from lock file|Invalid: lock file's/i,
    advice:
      'package-lock.json does not fit package.json, so this is not about your network. If you changed package.json, ' +
      'run `npm install`; if not, take both files back from the repository.',
  },
  {
    kind: 'integrity',
    pattern: /\bEINTEGRITY\b/,
    advice:
      'A package arrived with other content than package-lock.json names. Run `npm cache verify` and this again; if ' +
      'it stays, the registry serves something else than it did.',
  },
  {
    kind: 'certificate',
    pattern: /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)|CERT_(HAS_EXPIRED|UNTRUSTED)|ERR_TLS_CERT/,
    advice:
      'The registry’s certificate is not trusted here. Behind a company proxy, set NODE_EXTRA_CA_CERTS to its ' +
      'certificate file and run this again.',
  },
  {
    kind: 'refused',
    pattern: /\b(E401|E403|E407|ENEEDAUTH)\b/,
    advice:
      'The registry refuses to answer without an account. Look at the registry and proxy lines of `npm config list`.',
  },
  {
    kind: 'not in registry',
    pattern: /\b(E404|ETARGET)\b/,
    advice: 'The registry in use does not have one of the packages. `npm config get registry` says which one it is.',
  },
  {
    kind: 'network',
    pattern:
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPIPE|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT|FETCH_ERROR|E5\d\d)\b|network (request|timeout|connectivity)|socket hang up/i,
    advice:
      'The package registry could not be reached. Check the connection, and `npm config get registry` and the proxy ' +
      'settings if you have any; then run this again.',
  },
  {
    kind: 'permission',
    pattern: /\b(EACCES|EPERM|EROFS|EBUSY|ENOTEMPTY)\b/,
    advice:
      'A file could not be written or removed. Close programs that have node_modules open (a running Kith, an ' +
      'editor), check that the folder is yours, and run this again.',
  },
]

/**
 * Tells from npm's output why it failed.
 * @param {string} output
 * @returns {{ kind: string, advice: string, mayPass: boolean }} `mayPass`: trying once more can help.
 */
export function explainNpmFailure(output) {
  const found = kinds.find(({ pattern }) => pattern.test(output))
  if (!found) return { kind: 'unknown', advice: 'npm says why in the lines above.', mayPass: true }
  const { kind, advice } = found
  return { kind, advice, mayPass: kind === 'network' || kind === 'integrity' }
}

/** What npm said about its failure, without stacks and its page of usage. */
export function wordsOf(output) {
  const [complaint = ''] = output.split(/^npm (?:error|ERR!) (?:Clean install a project|Usage:)/m)
  const lines = complaint.split('\n').map((line) => line.trimEnd())
  const said = lines.filter((line) => {
    const text = line.replace(/^npm (error|ERR!)/, '')
    return /\w/.test(text) && !/^\s+(at |(code|errno|syscall|address|port|type):)/.test(text)
  })
  const errors = said.filter((line) => /^npm (error|ERR!)/.test(line))
  return (errors.length > 0 ? errors : said).slice(-10).join('\n')
}
