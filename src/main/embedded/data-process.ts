// Entry of the data process: an Electron utility process, or a thread of the browser host and of tests. It begins what
// takes long and needs nobody, then loads the rest.
import { enableCompileCache } from 'node:module'
import { compiledEngine } from './compiled-engine'
import { optimiseEngineLate } from './optimise-engine-late'

optimiseEngineLate()
// Whoever opens the database waits for it, and says what is wrong with it.
compiledEngine().catch(() => {})
const given = '--compile-cache='
const compileCache = process.argv.find((argument) => argument.startsWith(given))?.slice(given.length)
if (compileCache) enableCompileCache(compileCache)
const { serveMain } = await import('./serve-main')
await serveMain()
process.exit(0)
