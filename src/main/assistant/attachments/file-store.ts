// Bytes into the database and out of it, through its file functions.
import { createHash } from 'node:crypto'
import type { Attachment } from '../../../shared/domain/attachment'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import type { Database } from '../../database/database.types'

/** As the database cuts them: all but the last have this size. */
const CHUNK_SIZE = 262_144

type FileRow = Database['public']['CompositeTypes']['ai_file_view']

interface NewFile {
  bytes: Uint8Array
  mediaType: string
  name: string
  personaId: string | null
}

/**
 * Sends what the database has not. The same bytes are there once in each vault, under the id they were first given. Until
 * a message shows it (`wholeFile`), the file is unfinished, and the database takes it away a day after this.
 */
export async function storeFile(
  call: Call,
  { bytes, mediaType, name, personaId }: NewFile,
  signal?: AbortSignal,
): Promise<Attachment> {
  const options = signal ? { signal } : {}
  const [file] = await call(
    'ai_start_file',
    {
      file_id: crypto.randomUUID(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      media_type: mediaType,
      size: bytes.length,
      name,
      persona_id: personaId ?? undefined,
    },
    options,
  )
  if (!file?.file_id) throw gone()
  for (const n of file.missing_chunks ?? []) {
    const chunk = bytes.subarray(n * CHUNK_SIZE, (n + 1) * CHUNK_SIZE)
    const base64 = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('base64')
    await call('ai_save_file_chunk', { file_id: file.file_id, n, bytes: base64 }, options)
  }
  return { fileId: file.file_id, name, mediaType: file.media_type ?? mediaType, size: bytes.length }
}

/** The file as it can be read from now on. Throws NOT_FOUND, and INVALID when a part of it never arrived. */
export async function wholeFile(call: Call, fileId: string): Promise<FileRow> {
  const [file] = await call('ai_get_file', { file_id: fileId })
  if (!file) throw gone()
  if (!file.complete) await call('ai_finish_file', { file_id: fileId })
  return file
}

/** Throws NOT_FOUND when it is gone, or was never whole. */
export async function readFile(
  call: Call,
  fileId: string,
  signal?: AbortSignal,
): Promise<{ mediaType: string; bytes: Uint8Array<ArrayBuffer> }> {
  const options = signal ? { signal } : {}
  const [file] = await call('ai_get_file', { file_id: fileId }, options)
  if (!file?.complete) throw gone()
  const bytes = new Uint8Array(file.size ?? 0)
  for (let n = 0; n * CHUNK_SIZE < bytes.length; n++) {
    const [chunk] = await call('ai_read_file_chunk', { file_id: fileId, n }, options)
    if (!chunk?.bytes) throw gone()
    bytes.set(Buffer.from(chunk.bytes, 'base64'), n * CHUNK_SIZE)
  }
  return { mediaType: file.media_type ?? 'application/octet-stream', bytes }
}

function gone(): KithError {
  return new KithError('NOT_FOUND', { kind: 'file' })
}
