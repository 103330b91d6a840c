// A JSON file of Kith's own on disk: read once, written whole or not at all, never thrown away.
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { KithError } from '../../shared/errors'
import { setAside } from './set-aside'
import { writeAtomically } from './write-atomically'

export interface JsonFile<T> {
  /** Null: there is none, or it could not be understood. */
  contents: T | null
  /** Where one that could not be understood is kept. */
  keptAs: string | null
  /** Replaces the file in one step; what stood there stays when this fails. Throws SETTINGS_NOT_SAVED. */
  write(contents: T): Promise<void>
}

/**
 * A file that cannot be read or understood is kept beside it, as `setAside` does.
 * Throws SETTINGS_NOT_SAVED when that fails: going on would overwrite it.
 */
export async function openJsonFile<T>(path: string, shape: z.ZodType<T>): Promise<JsonFile<T>> {
  const write = (contents: T) => writeWhole(path, `${JSON.stringify(contents, null, 2)}\n`)
  try {
    return { contents: shape.parse(JSON.parse(await readFile(path, 'utf8'))), keptAs: null, write }
  } catch (error) {
    return { contents: null, keptAs: isMissing(error) ? null : await keepAside(path), write }
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeAtomically(path, text)
  } catch (error) {
    throw new KithError('SETTINGS_NOT_SAVED', { reason: reasonOf(error) }, { cause: error })
  }
}

async function keepAside(path: string): Promise<string> {
  try {
    return await setAside(path)
  } catch (error) {
    const reason = `${path} cannot be read and could not be set aside. ${reasonOf(error)}`
    throw new KithError('SETTINGS_NOT_SAVED', { reason }, { cause: error })
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
