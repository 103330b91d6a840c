// The functions of the API, read at the first start with a set of migrations and kept beside the database: they change only
// with those, and asking the catalogue takes a tenth of a start.
import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { logError } from '../log'
import { functionsQuery, readApiFunctions } from './api-functions'
import type { ApiFunction, ApiFunctions } from './api-functions'

interface Kept {
  of: string
  functions: ApiFunction[]
}

/**
 * What `readApiFunctions` says. @param folder where it is kept @param schema what the functions follow from; another one is
 * another set of functions
 */
export async function keptFunctions(db: PGlite, folder: string, schema: string): Promise<ApiFunctions> {
  const path = join(folder, 'api-functions.json')
  const of = createHash('sha256').update(`${schema}\n${functionsQuery}`).digest('hex')
  const kept = await read(path)
  if (kept?.of === of) return Map.groupBy(kept.functions, ({ name }) => name)
  const functions = await readApiFunctions(db)
  const text = JSON.stringify({ of, functions: [...functions.values()].flat() } satisfies Kept)
  await write(path, text).catch((error: unknown) => logError('the functions were not kept', error))
  return functions
}

/** Null when there is none that can be used: then it is made anew. */
async function read(path: string): Promise<Kept | null> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as Kept
    return Array.isArray(kept.functions) ? kept : null
  } catch {
    return null
  }
}

// Renamed into place. What a crash leaves is half of nothing: it does not parse.
async function write(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
