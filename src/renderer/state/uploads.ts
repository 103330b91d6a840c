// Files on their way from this window into a draft. What has arrived is the draft's, see `drafts.ts`.
import { create } from 'zustand'
import { UPLOAD_PART_SIZE } from '../../shared/domain/attachment'
import type { Attachment } from '../../shared/domain/attachment'
import { ConnectionLost } from '../wire/connection'
import { failureOf, wordsOf } from '../wire/failure'
import type { ErrorInWords } from '../wire/failure'
import { queryClient } from '../wire/query-client'
import { queries, rpc } from '../wire/rpc'

/** Where a file goes. */
export interface UploadTarget {
  draftKey: string
  /** Null where the message begins a new thread. */
  threadId: string | null
  personaId: string | null
}

export interface Upload {
  id: string
  name: string
  size: number
  /** Among all files of the draft, in the order they were chosen. */
  place: number
  /** From 0 to 1. */
  progress: number
  error: ErrorInWords | null
  /** It is refused for what it is: sent again it would be, too. */
  isRefused: boolean
}

interface Uploads {
  /** By draft, in the order they were chosen. */
  uploads: Record<string, readonly Upload[] | undefined>
}

export const useUploads = create<Uploads>()(() => ({ uploads: {} }))

/** Whether a file is still coming; one that failed is not. */
export function isUploading(draftKey: string): boolean {
  return (useUploads.getState().uploads[draftKey] ?? []).some(({ error }) => error === null)
}

export function showUpload(draftKey: string, upload: Upload): void {
  change(draftKey, (present) => [...present.filter(({ id }) => id !== upload.id), upload])
}

export function failUpload(draftKey: string, id: string, error: ErrorInWords, isRefused: boolean): void {
  change(draftKey, (present) => present.map((upload) => (upload.id === id ? { ...upload, error, isRefused } : upload)))
}

/** It is not wanted, or is there. */
export function endUpload(draftKey: string, id: string): void {
  change(draftKey, (present) => present.filter((upload) => upload.id !== id))
  stops.get(id)?.abort()
  stops.delete(id)
}

const stops = new Map<string, AbortController>()

/** Sends a file in parts. Null when it is not wanted any more, or failed: then the upload says why. */
export async function sendFile(
  target: UploadTarget,
  id: string,
  name: string,
  bytes: Blob,
): Promise<Attachment | null> {
  const stop = new AbortController()
  stops.set(id, stop)
  try {
    // Main may have been started again in the middle, or the connection broken: once more, from the beginning.
    return await sendAll(target, id, name, bytes, stop.signal).catch((error: unknown) => {
      const isInterrupted = error instanceof ConnectionLost || failureOf(error)?.code === 'NOT_FOUND'
      if (isInterrupted && !stop.signal.aborted) return sendAll(target, id, name, bytes, stop.signal)
      throw error
    })
  } catch (error) {
    if (stop.signal.aborted) void rpc.files.abort({ uploadId: id }).catch(() => {})
    else failUpload(target.draftKey, id, wordsOf(error), failureOf(error)?.code === 'FILE_REFUSED')
    return null
  } finally {
    stops.delete(id)
  }
}

async function sendAll(
  { draftKey, threadId, personaId }: UploadTarget,
  uploadId: string,
  name: string,
  bytes: Blob,
  signal: AbortSignal,
): Promise<Attachment> {
  await rpc.files.begin({ uploadId, threadId, personaId, name, size: bytes.size }, { signal })
  for (let offset = 0; offset < bytes.size; offset += UPLOAD_PART_SIZE) {
    await rpc.files.part({ uploadId, offset, bytes: bytes.slice(offset, offset + UPLOAD_PART_SIZE) }, { signal })
    const progress = Math.min(1, (offset + UPLOAD_PART_SIZE) / bytes.size)
    change(draftKey, (present) => present.map((upload) => (upload.id === uploadId ? { ...upload, progress } : upload)))
  }
  const stored = await rpc.files.finish({ uploadId }, { signal })
  // What was just sent need not be read to be shown.
  queryClient.setQueryData(queries.files.read.queryKey({ input: { fileId: stored.fileId } }), {
    mediaType: stored.mediaType,
    bytes,
  })
  return stored
}

function change(draftKey: string, next: (present: readonly Upload[]) => readonly Upload[]): void {
  useUploads.setState(({ uploads }) => {
    const { [draftKey]: present = [], ...others } = uploads
    const changed = next(present)
    return { uploads: changed.length > 0 ? { ...others, [draftKey]: changed } : others }
  })
}
