// What a release brings along besides its bundle: the packages that stay packages, without what nobody uses of them.

/**
 * By name, with what is taken of each, as paths in the package. PGlite reads its engine and its extensions from files beside its
 * code, so it is no part of the bundle. Of the forty extensions it brings along, those that `start-pglite.ts` loads.
 */
export const packages = {
  '@electric-sql/pglite': [
    /^package\.json$/,
    /^LICENSE$/,
    /^dist\/[^/]+\.(?:js|wasm|data)$/,
    /^dist\/fs\/nodefs\.js$/,
    /^dist\/contrib\/fuzzystrmatch\.js$/,
    /^dist\/fuzzystrmatch\.tar\.gz$/,
  ],
  '@electric-sql/pglite-pgvector': [/^package\.json$/, /^LICENSE$/, /^dist\/index\.js$/, /^dist\/vector\.tar\.gz$/],
  // Read by a thread made of text, which finds no chunk of the bundle.
  unpdf: [/^package\.json$/, /^LICENSE$/, /^dist\/(?:index|pdfjs)\.mjs$/],
}

/**
 * By this name Linux knows Kith: windows, keys for all programs, notifications. The file of its entry in the menu has the same, and
 * it has to read like an address backwards, or portals refuse it without a word.
 */
export const desktopName = 'app.kith.Kith.desktop'

/** For the bundler of main: Electron itself, and every path into the packages above. */
export const unbundled = ['electron', ...Object.keys(packages)].map((name) => new RegExp(`^${name}(?:/|$)`))

/** In bytes: the archive and what lies unpacked beside it, without Electron. */
export const budget = 50_000_000

/** @param {string} name of a package @param {string} path in it, with slashes */
export function isTaken(name, path) {
  return packages[name].some((taken) => taken.test(path))
}
