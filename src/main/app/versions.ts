import { arch, release, type } from 'node:os'
import { appVersion } from '../embedded/app-version'
import type { Versions } from '../../shared/contract/about'

const dependencies = import.meta.glob<Record<string, string>>('../../../package.json', {
  import: 'dependencies',
  eager: true,
})

/** What runs here, as it is said to whoever helps. */
export const versions: Versions = {
  kith: appVersion,
  node: process.versions.node,
  electron: process.versions['electron'] ?? null,
  chromium: process.versions['chrome'] ?? null,
  pglite: Object.values(dependencies)[0]?.['@electric-sql/pglite'] ?? '',
  system: `${type()} ${release()}, ${arch()}`,
}
