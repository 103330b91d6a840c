// Where modules come from under the stand-in: `electron` is the stand-in itself, for import and require alike, and the
// stand-in's own files find each other without an extension. Node strips their types.
import { registerHooks } from 'node:module'
import { extname } from 'node:path'
import { isMainThread } from 'node:worker_threads'

const support = new URL('../', import.meta.url).href
const standIn = new URL('main/electron.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier.startsWith('electron/')) {
      if (!isMainThread) throw new Error('electron stand-in: electron is not played in a utility process')
      return { url: standIn, shortCircuit: true }
    }
    const isOwn = specifier.startsWith('.') && context.parentURL?.startsWith(support)
    return next(isOwn && extname(specifier) === '' ? `${specifier}.ts` : specifier, context)
  },
})
