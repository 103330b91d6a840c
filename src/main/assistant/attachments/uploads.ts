// Files on their way from a page. They are kept in memory until they are whole, and nothing is stored before: only then is
// it known what they are. A page that goes away leaves nothing behind.
import { FILE_SIZE_LIMIT, storableFileName } from '../../../shared/domain/attachment'
import type { Attachment } from '../../../shared/domain/attachment'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import { storeFile } from './file-store'
import { refused, sniff } from './sniff'

/** How long nothing may come of a file before it is given up, and how long it is known after it was stored. */
const PATIENCE_MS = 120_000
/** In memory at once. */
const MOST_UPLOADS = 20

export interface Uploads {
  /** Throws FILE_REFUSED before anything is read. */
  begin(input: {
    uploadId: string
    threadId: string | null
    personaId: string | null
    name: string
    size: number
  }): Promise<void>
  part(input: { uploadId: string; offset: number; bytes: Uint8Array }): void
  finish(uploadId: string): Promise<Attachment>
  abort(uploadId: string): void
}

interface Upload {
  name: string
  personaId: string | null
  bytes: Uint8Array
  /** By their offsets: a part that comes twice counts once. */
  arrived: Map<number, number>
  gone: AbortController
  stored: Promise<Attachment> | null
  timer: NodeJS.Timeout
}

export function createUploads(call: Call): Uploads {
  const uploads = new Map<string, Upload>()

  function find(uploadId: string): Upload {
    const upload = uploads.get(uploadId)
    if (!upload) throw new KithError('NOT_FOUND', { kind: 'file' })
    upload.timer.refresh()
    return upload
  }

  function drop(uploadId: string): void {
    const upload = uploads.get(uploadId)
    if (!upload) return
    uploads.delete(uploadId)
    clearTimeout(upload.timer)
    upload.gone.abort(new KithError('NOT_FOUND', { kind: 'file' }))
  }

  async function store(upload: Upload): Promise<Attachment> {
    const size = [...upload.arrived.values()].reduce((sum, length) => sum + length, 0)
    if (size !== upload.bytes.length) throw new KithError('INVALID', { reason: 'A part of this file did not arrive.' })
    const { mediaType, bytes } = sniff(upload.bytes, upload.name)
    const { name, personaId, gone } = upload
    return storeFile(call, { bytes, mediaType, name, personaId }, gone.signal)
  }

  return {
    async begin({ uploadId, threadId, personaId, name: given, size }) {
      drop(uploadId)
      const name = storableFileName(given)
      if (size > FILE_SIZE_LIMIT) throw refused(name, 'too-large')
      if (size === 0) throw refused(name, 'empty')
      const [thread] = threadId === null ? [] : await call('ai_get_thread', { thread_id: threadId })
      const underWay = [...uploads.values()].filter(({ stored }) => stored === null).length
      if (underWay >= MOST_UPLOADS) throw new KithError('INVALID', { reason: 'Too many files come at once.' })
      uploads.set(uploadId, {
        name,
        personaId: thread ? thread.persona_id : personaId,
        bytes: new Uint8Array(size),
        arrived: new Map(),
        gone: new AbortController(),
        stored: null,
        timer: setTimeout(() => drop(uploadId), PATIENCE_MS).unref(),
      })
    },

    part({ uploadId, offset, bytes }) {
      const upload = find(uploadId)
      if (upload.stored) return
      if (offset + bytes.length > upload.bytes.length) {
        throw new KithError('INVALID', { reason: 'This file is longer than it was announced.' })
      }
      upload.bytes.set(bytes, offset)
      upload.arrived.set(offset, bytes.length)
    },

    async finish(uploadId) {
      const upload = find(uploadId)
      upload.stored ??= store(upload)
      try {
        const stored = await upload.stored
        // Asked for again, it is known; its bytes are in the database.
        upload.bytes = new Uint8Array(0)
        return stored
      } catch (error) {
        // Tried again, it is stored again: a full disk may have room by then.
        upload.stored = null
        throw error
      }
    },

    abort: drop,
  }
}
