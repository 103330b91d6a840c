// What the surroundings of a release decide: where it is published, and with what it is signed. Without secrets packages are
// made all the same, unsigned.
const { env } = process

/** `{ owner, repo }` on GitHub, or null: then a package has nowhere to look for updates, and says so. */
export const repository = repositoryOf(env.KITH_REPOSITORY ?? env.GITHUB_REPOSITORY)

/** For Azure Trusted Signing, or null. Its client reads AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET itself. */
export const windowsSigning = env.AZURE_CLIENT_SECRET
  ? {
      publisherName: env.KITH_AZURE_PUBLISHER,
      endpoint: env.KITH_AZURE_ENDPOINT,
      codeSigningAccountName: env.KITH_AZURE_ACCOUNT,
      certificateProfileName: env.KITH_AZURE_PROFILE,
    }
  : null

/** electron-builder finds the certificate of these by itself. An installed Kith is told, in its package.json: updater.ts. */
export const isSignedForMac = Boolean(env.CSC_LINK || env.CSC_NAME)

/** electron-builder reads APPLE_API_KEY, APPLE_API_KEY_ID and APPLE_API_ISSUER itself. */
export const isNotarised = isSignedForMac && Boolean(env.APPLE_API_KEY && env.APPLE_API_KEY_ID && env.APPLE_API_ISSUER)

/**
 * Actions sets what is no secret of the repository to nothing at all, and electron-builder looks only whether it is set: it would
 * take the folder it runs in for the certificate.
 * @param {NodeJS.ProcessEnv} all
 * @returns {NodeJS.ProcessEnv} without what is for signing and empty
 */
export function withoutEmptySecrets(all) {
  const isEmptySecret = ([name, value]) => /^(?:(?:WIN_)?CSC|APPLE|(?:KITH_)?AZURE)_/.test(name) && !value?.trim()
  return Object.fromEntries(Object.entries(all).filter((one) => !isEmptySecret(one)))
}

/** @param {string | undefined} name `owner/repository` */
export function repositoryOf(name) {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(name ?? '') ?? []
  return owner && repo ? { owner, repo } : null
}
