// Builds one TypeScript file for a child process or thread of a test, as electron-vite would build it.
import { mkdtempSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

const project = join(import.meta.dirname, '../../../..')

/** Path of the built module. It lies inside the project, where packages are found. */
export async function buildEntry(entry: string): Promise<string> {
  const cache = join(project, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'kith-test-'))
  await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
  })
  return join(outDir, 'entry.mjs')
}
