// PGlite's engine, compiled once for this process. Compiling happens beside whatever else is done, so it is begun before
// anybody needs it: at a start that is the first thing, while the modules of the data process are loaded.
import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import type { PGliteOptions } from '@electric-sql/pglite'

type Engine = NonNullable<PGliteOptions['pgliteWasmModule']>

// Main is compiled without the types of a browser, where this one stands.
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<Engine> }

let compiling: Promise<Engine> | undefined

/** Begins when it is first called. Rejects when the file cannot be read or is damaged, and begins anew then. */
export function compiledEngine(): Promise<Engine> {
  compiling ??= compile()
  return compiling
}

async function compile(): Promise<Engine> {
  try {
    // Not by `require.resolve`: a package brings along nothing of PGlite that could be required.
    const manifest = findPackageJSON('@electric-sql/pglite', import.meta.url)
    if (manifest === undefined) throw new Error('PGlite is not there.')
    return await WebAssembly.compile(await readFile(join(dirname(manifest), 'dist/pglite.wasm')))
  } catch (error) {
    compiling = undefined
    throw error
  }
}
