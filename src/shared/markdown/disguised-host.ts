/** Where a link really goes, when its words are an address and name another place; null otherwise. */
export function disguisedHost(address: string, shown: string): string | null {
  const words = shown.replaceAll(/[\p{Cf}\p{Cc}]/gu, '').trim()
  const [, start = '', named = '', rest = ''] =
    /^(https?:\/\/|mailto:|www\.|)(?:[^/?#@\s]*@)?([^/?#:@\s]+\.\p{L}{2,})(\S*)$/iu.exec(words) ?? []
  if (named === '' || (start === '' && rest === '' && !words.includes('@') && isFileName(named))) return null
  const { hostname, protocol, pathname } = new URL(address)
  const host = protocol === 'mailto:' ? decodedHost(pathname) : hostname
  const same = URL.canParse(`https://${named}`) ? new URL(`https://${named}`).hostname : named.toLowerCase()
  return bare(same) === bare(host) ? null : host
}

// `Node.js` and `main.rs` are no places, though `js` might be a country.
function isFileName(name: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|rs|md|mdx|cs|cpp|go|rb|sh|pl|json|ya?ml|toml|html?|css|vue|svelte|txt|pdf|php|sql|java|kt|swift|net)$/i.test(
    name,
  )
}

function decodedHost(mailbox: string): string {
  return mailbox.split('@').at(-1)?.toLowerCase() ?? mailbox
}

function bare(host: string): string {
  return host.replace(/^www\./, '')
}
