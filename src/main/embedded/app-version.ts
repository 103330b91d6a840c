const found = import.meta.glob<string>('../../../package.json', { import: 'version', eager: true })

/** The version of this Kith, built into the program. */
export const appVersion = Object.values(found)[0] ?? ''
