// What a message shows besides its words. The message names a file; its bytes are stored once, with the files of the
// persona, and are never in a message.
import type { MessagePart } from './message'

/** What one file and one message can have. The database's own limit of a file is the same. */
export const FILE_SIZE_LIMIT = 10 * 1024 * 1024
export const ATTACHMENT_COUNT_LIMIT = 10
export const ATTACHMENTS_SIZE_LIMIT = 30 * 1024 * 1024
/** More pixels than that no camera makes, and no window can show. */
export const PIXEL_LIMIT = 50_000_000
/** A file comes to main in parts of this size. */
export const UPLOAD_PART_SIZE = 256 * 1024

export type AttachmentKind = 'image' | 'text' | 'pdf'

export interface Attachment {
  fileId: string
  name: string
  mediaType: string
  /** In bytes. */
  size: number
}

export function kindOfMediaType(mediaType: string): AttachmentKind {
  if (mediaType.startsWith('image/')) return 'image'
  return mediaType === 'application/pdf' ? 'pdf' : 'text'
}

/** As Mastra keeps files, with a name for the bytes in place of them. The database looks for `kith-file:`. */
export function partOfAttachment({ fileId, name, mediaType, size }: Attachment): MessagePart {
  return { type: 'file', mimeType: mediaType, data: `kith-file:${fileId}`, filename: name, size }
}

/** Null for every other part, files that other programs have written among them. */
export function attachmentOfPart(part: MessagePart): Attachment | null {
  if (part.type !== 'file') return null
  const { data, mimeType, filename, size } = part as Record<string, unknown>
  const fileId = typeof data === 'string' ? fileReference.exec(data)?.[1]?.toLowerCase() : undefined
  if (fileId === undefined) return null
  return {
    fileId,
    name: typeof filename === 'string' ? filename : '',
    mediaType: typeof mimeType === 'string' ? mimeType : '',
    size: typeof size === 'number' ? size : 0,
  }
}

const fileReference = /^kith-file:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

export function attachmentsOf({ parts }: { parts: readonly MessagePart[] }): Attachment[] {
  return parts.flatMap((part) => attachmentOfPart(part) ?? [])
}

const NAME_LENGTH = 120
// Controls, what turns the direction of writing, and what is not seen at all: a name must read as what it is.
const deceptive = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu

/** A name that can be shown and stored: no path, nothing invisible, and with its ending when it is cut. */
export function storableFileName(name: string): string {
  const own = name.slice(-2_000).toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const plain = own.replace(deceptive, '').replace(/\s+/gu, ' ').trim()
  if (plain === '' || /^\.+$/.test(plain)) return 'file'
  if (plain.length <= NAME_LENGTH) return plain
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? ''
  return `${plain.slice(0, NAME_LENGTH - 1 - ending.length)}…${ending}`.toWellFormed()
}
