// docs/environment.md names every variable that is read, and no other.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../bootstrap/project.mjs'

/** Of the system, of npm and of GitHub, or between a test and its program. */
const notOurs =
  /^(?:PATH|HOME|APPDATA|LOCALAPPDATA|XDG_|DISPLAY$|WAYLAND_DISPLAY$|NODE_OPTIONS$|CSC_|APPLE_|AZURE_|APPIMAGE$)/
/** An error of the database, what tools are told, a key that scripts only take away, a secret of a test. */
const noVariables = new Set(
  'KITH_ANONYMOUS ELECTRON_RENDERER_URL SUPABASE_TELEMETRY_DISABLED SUPABASE_SERVICE_ROLE_KEY SECRET'.split(' '),
)

const page = readFileSync(join(root, 'docs/environment.md'), 'utf8')
const named = new Set([...page.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)(?:=[^`]*)?`/g)].map(([, name = '']) => name))

test('every variable that is read is described', () => {
  const unsaid = [...variablesRead()].filter(
    (name) => !named.has(name) && !noVariables.has(name) && !notOurs.test(name),
  )
  expect(unsaid).toEqual([])
})

test('every variable that is described is read', () => {
  const read = variablesRead()
  expect([...named].filter((name) => !read.has(name))).toEqual([])
})

function variablesRead(): Set<string> {
  const all = new Set<string>()
  for (const text of sources()) {
    for (const [, name = ''] of text.matchAll(/\benv(?:ironment)?\.([A-Z][A-Z0-9_]+)/g)) all.add(name)
    for (const [name] of text.matchAll(/\b(?:KITH|SUPABASE)_[A-Z][A-Z0-9_]*[A-Z0-9]/g)) all.add(name)
  }
  return all
}

function sources(): string[] {
  const folders = ['src', 'scripts', 'bench', 'tests/e2e', 'tests/support', 'supabase/tests/support']
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  const isRead = (file: string) =>
    /\.(?:ts|tsx|mjs)$/.test(file) && !/\.test\.tsx?$|standin|tests.support.electron/.test(file)
  const configurations = ['electron-builder.config.mjs', 'electron.vite.config.ts', 'tests/e2e/backups-care.test.ts']
  return [...files.filter(isRead), ...configurations].map((file) => readFileSync(join(root, file), 'utf8'))
}
