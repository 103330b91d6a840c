// What the person said while the project could not be reached: kept in the profile's folder, in the order it was written, until it is
// stored in the project or taken back. Nothing but their own messages waits here.
import { join } from 'node:path'
import { z } from 'zod'
import { attachment } from '../../shared/contract/attachment'
import { oneAfterOther } from '../../shared/one-after-other'
import { openJsonFile } from '../files/json-file'

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
}

/** A file that cannot be understood is kept beside it. Throws SETTINGS_NOT_SAVED when that fails. */
export async function openOutbox(folder: string): Promise<Outbox> {
  const file = await openJsonFile(join(folder, 'waiting.json'), contents)
  let document = file.contents ?? { version: 1, messages: [] }
  const inTurn = oneAfterOther()

  function change<T>(work: (messages: readonly KeptMessage[]) => { next: KeptMessage[]; result: T }): Promise<T> {
    return inTurn(async () => {
      const { next, result } = work(document.messages)
      const changed = { ...document, messages: next }
      await file.write(changed)
      document = changed
      return result
    })
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
  }
}
