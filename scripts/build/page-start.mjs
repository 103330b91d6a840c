// main.ts settles the language and only then imports the application. So that this costs neither time nor weight, the
// application stays one file instead of falling into what it shares with its later parts, and the page's HTML asks for
// it at once: fetched meanwhile, run when its turn comes.

/**
 * One chunk for the application, and one for what has to be there before it runs: its words, which German is written
 * over. Both hold whole rooms of the import graph, so that neither is run for the sake of something else in it.
 */
export function chunksOfStart(folder) {
  let from
  const chunkOf = (id, context) => {
    const getModuleInfo = (one) => context.getModuleInfo(one)
    from ??= {
      main: reachable(`${folder}/main.ts`, getModuleInfo),
      german: reachable(`${folder}/german.ts`, getModuleInfo),
      start: reachable(`${folder}/start.tsx`, getModuleInfo),
    }
    if (!from.start.has(id)) return null
    return from.main.has(id) || from.german.has(id) ? 'words' : 'start'
  }
  return [
    { debugName: 'words', name: (id, context) => (chunkOf(id, context) === 'words' ? 'words' : null), priority: 2 },
    { debugName: 'start', name: (id, context) => (chunkOf(id, context) === 'start' ? 'start' : null), priority: 1 },
  ]
}

function reachable(id, getModuleInfo, found = new Set()) {
  if (found.has(id)) return found
  found.add(id)
  for (const imported of getModuleInfo(id)?.importedIds ?? []) reachable(imported, getModuleInfo, found)
  return found
}

/** Of all JavaScript the page's HTML asks for, in characters: about 250 kB compressed. The build says when it is more. */
const FIRST_LOAD_LIMIT = 850_000

/** @returns {import('vite').Plugin} */
export function preloadStart() {
  return {
    name: 'kith-preload-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const start = Object.values(bundle).find((one) => one.facadeModuleId?.endsWith('/renderer/start.tsx'))
        if (!start) throw new Error('The page has no chunk to start with: scripts/build/page-start.mjs.')
        const first = withImports(start.fileName, bundle)
        const weight = [...first].reduce((sum, file) => sum + (bundle[file]?.code?.length ?? 0), 0)
        if (weight > FIRST_LOAD_LIMIT) {
          this.warn(
            `The page loads ${weight} characters of JavaScript first, and should load ${FIRST_LOAD_LIMIT} at most.`,
          )
        }
        const files = [...first].filter((file) => !html.includes(file))
        return files.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        }))
      },
    },
  }
}

function withImports(file, bundle, found = new Set()) {
  if (found.has(file)) return found
  found.add(file)
  for (const imported of bundle[file]?.imports ?? []) withImports(imported, bundle, found)
  return found
}
