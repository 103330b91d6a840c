// From the files a person chose to the parts of a message.
import {
  ATTACHMENT_COUNT_LIMIT,
  ATTACHMENTS_SIZE_LIMIT,
  partOfAttachment,
  storableFileName,
} from '../../../shared/domain/attachment'
import { contentOfText } from '../../../shared/domain/message'
import type { MessageContent } from '../../../shared/domain/message'
import { toStorableText } from '../../../shared/domain/stored-text'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import { readFile, storeFile, wholeFile } from './file-store'

/** A file that is stored, under the name the person knows it by. */
export interface Chosen {
  fileId: string
  name: string
}

/**
 * The content of a message: its words, then what it shows. Each file belongs to the vault of the thread; one
 * that was chosen for another thread is stored there once more. Safe to repeat.
 * Throws NOT_FOUND when a file is gone, INVALID when there are too many or they are too large together.
 */
export async function contentWith(
  call: Call,
  text: string,
  chosen: readonly Chosen[],
  vault: () => Promise<string | null>,
): Promise<MessageContent> {
  if (chosen.length === 0) return contentOfText(toStorableText(text))
  if (chosen.length > ATTACHMENT_COUNT_LIMIT) {
    throw new KithError('INVALID', { reason: `One message can have ${ATTACHMENT_COUNT_LIMIT} files.` })
  }
  const personaId = await vault()
  const files = []
  for (const { fileId, name } of chosen) files.push(await fileIn(call, personaId, fileId, storableFileName(name)))
  if (files.reduce((sum, { size }) => sum + size, 0) > ATTACHMENTS_SIZE_LIMIT) {
    throw new KithError('INVALID', { reason: 'The files of one message can have 30 MB together.' })
  }
  const words = text.trim() === '' ? [] : contentOfText(toStorableText(text)).parts
  return { format: 2, parts: [...words, ...files.map(partOfAttachment)] }
}

/** Whose files a thread shows; `personaId` when the thread is yet to be. */
export async function vaultOf(call: Call, threadId: string, personaId: string | null): Promise<string | null> {
  const [thread] = await call('ai_get_thread', { thread_id: threadId })
  return thread ? thread.persona_id : personaId
}

async function fileIn(call: Call, personaId: string | null, fileId: string, name: string) {
  const file = await wholeFile(call, fileId)
  const mediaType = file.media_type ?? 'text/plain'
  if (file.persona_id === personaId) return { fileId, name, mediaType, size: file.size ?? 0 }
  const { bytes } = await readFile(call, fileId)
  const copy = await storeFile(call, { bytes, mediaType, name, personaId })
  await wholeFile(call, copy.fileId)
  return copy
}
