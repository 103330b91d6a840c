// PGlite's engine, compiled once for this process. Compiling happens beside whatever else is done, so it is begun before
// anybody needs it: at a start that is the first thing, while the modules of the data process are loaded.
import { readFile } from 'node:fs/promises'
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
    // As its import is resolved: a package does not bring along what `require` would find.
    const besides = import.meta.resolve('@electric-sql/pglite')
    return await WebAssembly.compile(await readFile(new URL('pglite.wasm', besides)))
  } catch (error) {
    compiling = undefined
    throw error
  }
}
