// What becomes a package, for whom, and signed with what: docs/packaging.md. Passed by `--config`, or electron-builder does not
// see it. It packs dist/app, which scripts/package/stage.mjs lays out.
import { isNotarised, isSignedForMac, repository, windowsSigning } from './scripts/package/environment.mjs'

/** A folder in the shape of an unpacked Electron, where Electron itself cannot be had: scripts/package/stub-electron.mjs. */
const electronDist = process.env.KITH_ELECTRON_DIST

/** Whose Kith it is, as systems show it of a program. */
const maker = repository?.owner ?? 'the authors of Kith'

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'app.kith.desktop',
  productName: 'Kith',
  copyright: `Copyright © ${new Date().getUTCFullYear()} ${maker}`,
  ...(electronDist && { electronDist }),
  directories: { app: 'dist/app', output: 'dist/packages', buildResources: 'build' },
  // Nothing native is shipped: the database is WebAssembly.
  npmRebuild: false,
  nodeGypRebuild: false,
  // Beside the archive, for whoever wants to read them without Kith.
  extraResources: [{ from: 'dist/licences.txt', to: 'licences.txt' }],
  asar: true,
  // What is large and no code lies beside the archive, where it is read without being copied out. All code is inside, where its
  // integrity is checked.
  asarUnpack: ['node_modules/@electric-sql/**/*.{wasm,data,gz}'],
  electronLanguages: ['en-US', 'de'],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  protocols: [{ name: 'Kith', schemes: ['kith'] }],
  fileAssociations: [
    { ext: 'kith', name: 'Kith export', description: 'Kith export', mimeType: 'application/x-kith', role: 'Viewer' },
  ],
  win: {
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    ...(windowsSigning && { azureSignOptions: windowsSigning }),
  },
  nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
  mac: {
    // People open the dmg; the updater takes the zip.
    target: ['dmg', 'zip'].map((target) => ({ target, arch: ['universal'] })),
    category: 'public.app-category.productivity',
    // Without a certificate it is signed by nobody, or Apple's own processors would not run it; the hardened runtime wants one.
    ...(isSignedForMac ? { hardenedRuntime: true } : { identity: '-', hardenedRuntime: false }),
    notarize: isNotarised,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
  },
  linux: {
    // A .deb names a maintainer and a home page, which come from the repository.
    target: repository ? ['AppImage', 'deb'] : ['AppImage'],
    category: 'Office',
    icon: 'icons',
    // The entry of the menu is called as the application calls itself (`desktopName` in stage.mjs), or portals know neither.
    syncDesktopName: true,
    synopsis: 'A desktop assistant that remembers',
    ...(repository && { maintainer: `${repository.owner} <${repository.owner}@users.noreply.github.com>` }),
  },
  // Otherwise the entry of the menu starts it with --no-sandbox, where the sandbox could be had, too.
  appImage: { executableArgs: [] },
  // Known here and not where the package is laid out: secrets are there only while it is packed.
  extraMetadata: {
    isSignedForMac,
    author: { name: maker },
    ...(repository && { homepage: `https://github.com/${repository.owner}/${repository.repo}` }),
  },
  // A draft, which the release workflow shows once all packages are there. Without a repository a package looks for no updates.
  publish: repository ? [{ provider: 'github', ...repository, releaseType: 'draft' }] : null,
}
