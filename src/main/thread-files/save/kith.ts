// A thread as a `.kith` file: all versions of all messages with what they show, under ids that hold in the file alone.
import type { Json } from '../../database/database.types'
import type { Call } from '../../database/call'
import { THREAD_FILE_LIMIT, THREAD_FILE_MESSAGES_LIMIT } from '../../../shared/domain/limits'
import { attachmentsOf, FILE_SIZE_LIMIT } from '../../../shared/domain/attachment'
import type { Attachment } from '../../../shared/domain/attachment'
import { messageRole } from '../../../shared/domain/message'
import type { MessageContent } from '../../../shared/domain/message'
import { THREAD_FILE_FORMAT, THREAD_FILE_VERSION } from '../../../shared/domain/thread-file'
import type { ThreadFile, ThreadFileAttachment, ThreadFileMessage } from '../../../shared/domain/thread-file'
import { KithError } from '../../../shared/errors'
import { toContent } from '../../assistant/to-message'
import { renamedFiles } from '../renamed-files'
import type { SavedThread } from './saved-thread'
import { treeOf } from './thread-to-save'
import { withoutRecalled } from './without-recalled'
import type { TreeRow } from './thread-to-save'

/** For the end of the list and of the file. */
const SPARE = 1_024

/** Attachments for which there is no room are named in it; `leftOut` says which. Throws THREAD_NOT_SAVED. */
export async function* kithOf(call: Call, { thread, savedAt, file, leftOut }: SavedThread, version: string) {
  let written = 0
  const counted = (text: string): string => {
    written += Buffer.byteLength(text)
    return text
  }
  const head: Omit<ThreadFile, 'messages' | 'files'> & { notInIt: string } = {
    format: THREAD_FILE_FORMAT,
    version: THREAD_FILE_VERSION,
    savedAt,
    kith: version,
    notInIt: 'Memories, notes, instructions, receipts, keys, and whatever else was said elsewhere.',
    thread: {
      title: thread.title,
      persona: thread.personaName,
      createdAt: thread.createdAt,
      remembers: thread.remembers,
      metadata: thread.metadata,
    },
  }
  yield counted(`${JSON.stringify(head).slice(0, -1)},"messages":[`)

  const ids = new Map<string, string>()
  const files = new FileNames()
  for await (const row of treeOf(call, thread.id)) {
    const text = JSON.stringify(messageOf(row, ids, files))
    if (ids.size > THREAD_FILE_MESSAGES_LIMIT) throw notSaved('It has more than 20,000 messages.')
    yield counted(`${ids.size === 1 ? '\n' : ',\n'}${text}`)
    if (written + files.length > THREAD_FILE_LIMIT - SPARE) throw notSaved('A Kith file can have 96 MB.')
  }
  yield counted('\n],"files":[')
  let isFirst = true
  // That of every file is named is sure; what is left are bytes, for those that come first.
  let room = THREAD_FILE_LIMIT - SPARE - written - files.length
  for (const named of files.all()) {
    const { fileId, ...attachment } = named
    const stored = base64Length(Math.min(attachment.size, FILE_SIZE_LIMIT)) > room ? 'no room' : await file(fileId)
    if (stored === null) leftOut.gone.push(attachment.name)
    else if (stored === 'no room' || base64Length(stored.bytes.length) > room) leftOut.noRoom.push(attachment.name)
    else {
      attachment.bytes = Buffer.from(stored.bytes).toString('base64')
      room -= attachment.bytes.length
    }
    yield counted(`${isFirst ? '\n' : ',\n'}${JSON.stringify(attachment)}`)
    isFirst = false
  }
  yield '\n]}\n'
}

function messageOf(row: TreeRow, ids: Map<string, string>, files: FileNames): ThreadFileMessage {
  const id = `m${ids.size + 1}`
  ids.set(row.message_id ?? '', id)
  const { data: role = 'assistant' } = messageRole.safeParse(row.role)
  const content = withoutRecalled(toContent(row.content))
  for (const shown of attachmentsOf(content)) files.learn(shown)
  return {
    id,
    follows: ids.get(row.parent_message_id ?? '') ?? null,
    shown: row.selected === true,
    role,
    status: row.status === 'stopped' || row.status === 'failed' || row.status === 'complete' ? row.status : 'stopped',
    createdAt: new Date(row.created_at ?? '').toISOString(),
    content: renamedFiles(content, (fileId) => files.nameOf(fileId)) as MessageContent,
    metadata: (row.metadata ?? {}) as Record<string, Json>,
  }
}

/** Numbers in the shape of ids: what they were in a database is nobody else's business. */
class FileNames {
  readonly #shown = new Map<string, Attachment>()
  readonly #names = new Map<string, string>()
  /** Bytes of all of them as they are named in the file. */
  length = 0

  learn(file: Attachment): void {
    if (this.#shown.has(file.fileId)) return
    this.#shown.set(file.fileId, file)
    this.length += Buffer.byteLength(JSON.stringify(this.#asNamed(file))) + ',\n'.length
  }

  nameOf(fileId: string): string {
    const known = this.#names.get(fileId)
    if (known !== undefined) return known
    const name = `00000000-0000-4000-8000-${String(this.#names.size + 1).padStart(12, '0')}`
    this.#names.set(fileId, name)
    return name
  }

  /** Each with its id in the database. */
  all(): (ThreadFileAttachment & { fileId: string })[] {
    return [...this.#shown.values()].map((shown) => ({ fileId: shown.fileId, ...this.#asNamed(shown) }))
  }

  #asNamed({ fileId, name, mediaType, size }: Attachment): ThreadFileAttachment {
    return { id: this.nameOf(fileId), name, mediaType, size, bytes: null }
  }
}

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4

function notSaved(reason: string): KithError {
  return new KithError('THREAD_NOT_SAVED', { reason })
}
