// Secrets in the vault. What is stored says whom it was entered for, so that whatever the settings file says later, nobody else
// is given it.
import type { z } from 'zod'
import type { Vault } from '../app/host'
import { KithError } from '../../shared/errors'

export interface SealedSecrets<T> {
  /** Null: nothing is stored, or nothing that is understood. Rejects as the vault does. */
  read(id: string): Promise<T | null>
  /** Changes it (null takes it away), then runs `save`; puts the old one back when that fails. Throws SETTINGS_NOT_SAVED. */
  change(id: string, next: T | null, save: () => Promise<void>): Promise<void>
}

/** @param kind of what, before its id in the vault */
export function openSealedSecrets<T>(vault: Vault, kind: string, schema: z.ZodType<T>): SealedSecrets<T> {
  const nameOf = (id: string) => `${kind}:${id}`

  async function put(name: string, value: string | null): Promise<void> {
    try {
      if (value === null) await vault.delete(name)
      else await vault.set(name, value)
    } catch (error) {
      throw new KithError('SETTINGS_NOT_SAVED', { reason: `${vault.location}: ${textOf(error, value)}` })
    }
  }

  return {
    async read(id) {
      const value = await vault.get(nameOf(id))
      return schema.safeParse(value === null ? null : parseJson(value)).data ?? null
    },
    async change(id, next, save) {
      const name = nameOf(id)
      // Only for putting it back. What cannot be read must not stop its owner from replacing it.
      const before = await vault.get(name).catch(() => undefined)
      const isNothing = next === null && before === null
      if (!isNothing) await put(name, next === null ? null : JSON.stringify(next))
      try {
        await save()
      } catch (error) {
        if (!isNothing) await put(name, before ?? null)
        throw error
      }
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The vault's own words, without what it was given should it have quoted that. */
function textOf(error: unknown, given: string | null): string {
  const text = error instanceof Error ? error.message : String(error)
  const quotable = given === null ? [] : [given, ...textsIn(parseJson(given))]
  return quotable.filter(Boolean).reduce((words, secret) => words.replaceAll(secret, '[secret]'), text)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
