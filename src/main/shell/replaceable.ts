// Whether an installed Kith can be replaced by a newer one in its place.

interface Installed {
  platform: NodeJS.Platform
  /** Whether this lies in the folder of its resources. */
  has(name: string): boolean
  isAppImage: boolean
  /** Its package.json, as it was packed. */
  manifest: { isSignedForMac?: unknown }
}

/**
 * A package that was published knows where. What runs on Linux must besides be an AppImage or a system's package, and on macOS
 * signed: the system compares who signed the new version and the old one, and refuses what nobody signed only after it was fetched.
 */
export function isReplaceable({ platform, has, isAppImage, manifest }: Installed): boolean {
  if (!has('app-update.yml')) return false
  if (platform === 'darwin') return manifest.isSignedForMac === true
  return platform !== 'linux' || isAppImage || has('package-type')
}
