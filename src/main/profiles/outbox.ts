// What the person said while the project could not be reached: kept in the profile's folder, in the order it was written, until it is
// stored in the project or taken back. Nothing but their own messages waits here.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { attachment } from '../../shared/contract/attachment'
import { KithError } from '../../shared/errors'
import { setAside } from '../files/set-aside'
import { writeAtomically } from '../files/write-atomically'

const kept = z.looseObject({
  messageId: z.uuid(),
  threadId: z.uuid(),
  personaId: z.uuid().nullable(),
  text: z.string(),
  attachments: z.array(attachment),
  remembers: z.boolean(),
  /** Of the account that wrote it: another one that signs in to the same project does not send it. */
  userId: z.uuid(),
  keptAt: z.iso.datetime(),
  /** Why it could not be stored although the project was there. Then its owner decides. */
  failure: z.object({ code: z.string(), data: z.unknown() }).nullable(),
})
export type KeptMessage = z.infer<typeof kept>

const contents = z.looseObject({ version: z.int().min(1), messages: z.array(kept) })

export interface Outbox {
  /** In the order they were written. */
  list(): readonly KeptMessage[]
  /** Safe to repeat with the same id. Throws SETTINGS_NOT_SAVED; then it is not kept. */
  keep(message: KeptMessage): Promise<void>
  /** Whether it was there. Throws SETTINGS_NOT_SAVED; then it still waits. */
  remove(messageId: string): Promise<boolean>
  /** Says why it waits on, or that nothing is wrong any more. */
  note(messageId: string, failure: KeptMessage['failure']): Promise<void>
  onChange(listener: () => void): () => void
}

/** A file that cannot be understood is kept beside it. Throws SETTINGS_NOT_SAVED when that fails. */
export async function openOutbox(folder: string): Promise<Outbox> {
  const path = join(folder, 'waiting.json')
  const listeners = new Set<() => void>()
  let document = await read(path)
  let queue: Promise<unknown> = Promise.resolve()

  function change<T>(work: (messages: readonly KeptMessage[]) => { next: KeptMessage[]; result: T }): Promise<T> {
    const done = queue.then(async () => {
      const { next, result } = work(document.messages)
      const changed = { ...document, messages: next }
      await write(path, changed)
      document = changed
      for (const listener of listeners) listener()
      return result
    })
    queue = done.catch(() => {})
    return done
  }

  return {
    list: () => document.messages,
    keep: (message) =>
      change((messages) => {
        const isThere = messages.some(({ messageId }) => messageId === message.messageId)
        return { next: isThere ? [...messages] : [...messages, message], result: undefined }
      }),
    remove: (id) =>
      change((messages) => {
        const next = messages.filter(({ messageId }) => messageId !== id)
        return { next, result: next.length < messages.length }
      }),
    note: (id, failure) =>
      change((messages) => ({
        next: messages.map((one) => (one.messageId === id ? { ...one, failure } : one)),
        result: undefined,
      })),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

type Contents = z.infer<typeof contents>

async function read(path: string): Promise<Contents> {
  try {
    return contents.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    const empty = { version: 1, messages: [] }
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return empty
    await setAside(path).catch((cause: unknown) => {
      throw new KithError('SETTINGS_NOT_SAVED', { reason: `${path}: ${String(cause)}` }, { cause })
    })
    return empty
  }
}

async function write(path: string, document: Contents): Promise<void> {
  try {
    await writeAtomically(path, `${JSON.stringify(document, null, 2)}\n`)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new KithError('SETTINGS_NOT_SAVED', { reason }, { cause })
  }
}
