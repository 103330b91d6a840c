// The licences of everything shipped as one text, for whoever opens the package's folder.

/**
 * @param {readonly { name: string, version: string, licence: string, offered?: string, address: string | null, text: string | null }[]} licences
 * @returns {string}
 */
export function licencesInWords(licences) {
  const entries = licences.map(({ name, version, licence, offered, address, text }) =>
    [
      `${name} ${version}`,
      offered ? `${licence}, chosen of ${offered}` : licence,
      ...(address ? [address] : []),
      '',
      text ?? 'It came without the text of its licence.',
    ].join('\n'),
  )
  const rule = `\n\n${'-'.repeat(80)}\n\n`
  return `${[`Kith stands on these ${licences.length} packages.`, ...entries].join(rule)}\n`
}
