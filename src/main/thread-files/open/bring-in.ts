// A thread of a file becomes one here: its files are stored first, then one call makes all the rest, or nothing of it. What was
// stored for a thread that did not come about is unfinished, and the database takes it away a day later.
import { attachmentOfPart, partOfAttachment, storableFileName } from '../../../shared/domain/attachment'
import type { Attachment } from '../../../shared/domain/attachment'
import { THREAD_TITLE_LIMIT } from '../../../shared/domain/limits'
import type { MessageContent } from '../../../shared/domain/message'
import type { ThreadFile, ThreadFileAttachment, ThreadFileMessage } from '../../../shared/domain/thread-file'
import { KithError } from '../../../shared/errors'
import { storeFile } from '../../assistant/attachments/file-store'
import { sniff } from '../../assistant/attachments/sniff'
import type { Call } from '../../database/call'
import type { Database, Json } from '../../database/database.types'
import { renamedFiles } from '../renamed-files'
import { tameContent, tameRole } from './tame-content'

export interface Wanted {
  newThreadId: string
  personaId: string | null
  remembers: boolean
}

/** A thread file, or one that is handed over in pieces. */
export interface FileToBringIn {
  thread: ThreadFile['thread']
  messages: AsyncIterable<ThreadFileMessage> | Iterable<ThreadFileMessage>
  files: AsyncIterable<ThreadFileAttachment> | Iterable<ThreadFileAttachment>
}

export type ThreadRow = Database['public']['CompositeTypes']['ai_thread_view']

/** Repeatable with the same id. */
export async function bringIn(call: Call, file: FileToBringIn, wanted: Wanted): Promise<ThreadRow[]> {
  const { newThreadId, personaId, remembers } = wanted
  const stored = new Map<string, Attachment>()
  for await (const one of file.files) {
    const kept = await storeAttachment(call, one, personaId)
    if (kept) stored.set(one.id.toLowerCase(), kept)
  }
  const ids = new Map<string, string>()
  const missing = new Map<string, string>()
  const fileIdOf = (id: string) => stored.get(id)?.fileId ?? once(missing, id)
  const messages: Json[] = []
  for await (const { id, follows, shown, role, status, createdAt, content, metadata } of file.messages) {
    messages.push({
      message_id: once(ids, id),
      parent_message_id: follows === null ? null : (ids.get(follows) ?? null),
      role: tameRole(role),
      content: contentHere(tameContent(content), stored, fileIdOf),
      status,
      selected: shown,
      created_at: createdAt,
      metadata: noted(metadata),
    })
  }
  return call('ai_import_thread', {
    thread_id: newThreadId,
    persona_id: personaId ?? undefined,
    title: Array.from(file.thread.title ?? '')
      .slice(0, THREAD_TITLE_LIMIT)
      .join(''),
    created_at: file.thread.createdAt,
    remembers,
    metadata: noted(file.thread.metadata),
    messages,
    file_ids: [...new Set([...stored.values()].map(({ fileId }) => fileId))],
  })
}

/** Null for what is not there, or is nothing Kith takes: then its name stays, and that it is gone. */
async function storeAttachment(
  call: Call,
  { name: given, bytes: base64 }: ThreadFileAttachment,
  personaId: string | null,
): Promise<Attachment | null> {
  if (base64 === null) return null
  const name = storableFileName(given)
  try {
    // What it says it is is not believed.
    const { bytes, mediaType } = sniff(Buffer.from(base64, 'base64'), name)
    return await storeFile(call, { bytes, mediaType, name, personaId })
  } catch (error) {
    if (error instanceof KithError && error.code === 'FILE_REFUSED') return null
    throw error
  }
}

function contentHere(
  content: MessageContent,
  stored: ReadonlyMap<string, Attachment>,
  fileIdOf: (id: string) => string,
): Json {
  const parts = content.parts.map((part) => {
    const named = attachmentOfPart(part)
    const kept = named && stored.get(named.fileId)
    // Its kind and size are what its bytes say, its name in this message is the message's.
    if (!kept) return part
    return { ...part, ...partOfAttachment({ ...kept, fileId: named.fileId, name: storableFileName(named.name) }) }
  })
  return renamedFiles({ ...content, parts }, fileIdOf) as Json
}

/** Keys that mean something to the database or to Kith are nobody's to bring along. */
function noted(metadata: Record<string, unknown>): Record<string, Json> {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !/^(mastra|kith)\./.test(key))) as Record<
    string,
    Json
  >
}

function once(made: Map<string, string>, id: string): string {
  const known = made.get(id) ?? crypto.randomUUID()
  made.set(id, known)
  return known
}
