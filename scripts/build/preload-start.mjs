// main.ts settles the language and only then imports the application. So that this costs no time, the page's HTML asks
// for the application at once: fetched meanwhile, run when its turn comes.

/** @returns {import('vite').Plugin} */
export function preloadStart() {
  return {
    name: 'kith-preload-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
        const start = chunks.find((one) => one.facadeModuleId?.endsWith('/renderer/start.tsx'))
        if (!start) throw new Error('The page has no chunk of start.tsx to preload.')
        return [...withImports(start.fileName, bundle)].map((file) => ({
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
