// What packages bring along and nobody here needs.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Fonts in formats for browsers that no Kith runs in: each is there as WOFF2, too. */
const OLD_FONTS = /,\s*url\([^)]+\.(?:woff|ttf)\)\s*format\(['"]?(?:woff|truetype)['"]?\)/g

/** @returns {import('vite').Plugin} */
export function leaveOutOldFonts() {
  return {
    name: 'kith:leave-out-old-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /node_modules.*\.css$/ },
      handler: (code) => ({ code: withoutOldFonts(code), map: null }),
    },
  }
}

/** @param {string} css */
export function withoutOldFonts(css) {
  return css.replaceAll(OLD_FONTS, '')
}

/**
 * ELK lays out diagrams and comes as 1.5 MB under licences that ask more of whoever ships it than all others do. A diagram
 * that wants it is laid out by dagre, as in the smallest build of Mermaid.
 * @returns {import('vite').Plugin}
 */
export function leaveOutElk() {
  return {
    name: 'kith:leave-out-elk',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^\.\/elk-\w+\.mjs$/ },
      handler(source, importer) {
        if (!importer?.includes('/node_modules/mermaid/')) return null
        const folder = dirname(importer)
        const dagre = readdirSync(folder).find((name) => /^dagre-\w+\.mjs$/.test(name))
        if (!dagre) throw new Error(`Mermaid has no dagre beside ${source}: see scripts/shipped/leave-out.mjs.`)
        return join(folder, dagre)
      },
    },
  }
}
