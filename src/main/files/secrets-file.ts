// Secrets by name in one JSON file of the data folder. Each is either sealed by a keychain or plain; which of the two
// is decided by the vault on top. Both hosts read the same file.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { KithError } from '../../shared/errors'
import { oneAfterOther } from '../../shared/one-after-other'
import { setAside } from './set-aside'
import { writeAtomically } from './write-atomically'

/** Base64 of what the keychain made of it, or the secret itself. */
const entry = z.union([z.strictObject({ sealed: z.base64() }), z.strictObject({ plain: z.string() })])
export type SecretEntry = z.infer<typeof entry>

const contents = z.strictObject({ version: z.literal(1), secrets: z.record(z.string(), entry) })
type Contents = z.infer<typeof contents>

export interface SecretsFile {
  path: string
  get(name: string): Promise<SecretEntry | null>
  /** Null takes the entry away. Throws SETTINGS_NOT_SAVED. */
  put(name: string, entry: SecretEntry | null): Promise<void>
}

/**
 * The file need not exist. One that cannot be understood is never deleted: it is kept beside it, and an empty one takes
 * its place.
 *
 * @param onSetAside is told where such a file is kept
 */
export function openSecretsFile(path: string, onSetAside: (keptAs: string) => void): SecretsFile {
  // Two changes at once would each write what the other did not know of.
  const inTurn = oneAfterOther()
  return {
    path,
    get: (name) =>
      inTurn(async () => {
        const { secrets } = await read(path, onSetAside)
        return Object.hasOwn(secrets, name) ? (secrets[name] ?? null) : null
      }),
    put: (name, entry) => inTurn(() => change({ path, onSetAside }, name, entry)),
  }
}

interface Place {
  path: string
  onSetAside: (keptAs: string) => void
}

async function change({ path, onSetAside }: Place, name: string, entry: SecretEntry | null): Promise<void> {
  try {
    const { secrets } = await read(path, onSetAside)
    if (!entry && !Object.hasOwn(secrets, name)) return
    const others = Object.entries(secrets).filter(([other]) => other !== name)
    const next: Contents = {
      version: 1,
      secrets: Object.fromEntries(entry ? [...others, [name, entry]] : others),
    }
    await writeAtomically(path, `${JSON.stringify(next, null, 2)}\n`)
  } catch (cause) {
    throw new KithError('SETTINGS_NOT_SAVED', { reason: `${path}: ${reasonOf(cause)}` }, { cause })
  }
}

async function read(path: string, onSetAside: (keptAs: string) => void): Promise<Contents> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1, secrets: {} }
    throw error
  }
  const read = contents.safeParse(parse(text))
  if (read.success) return read.data
  onSetAside(await setAside(path))
  return { version: 1, secrets: {} }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
