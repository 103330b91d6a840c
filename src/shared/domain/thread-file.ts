// A thread as a `.kith` file: docs/thread-files.md. What is in such a file was written by anybody.
import { z } from 'zod'
import { messageContent, messageRole } from './message'

export const THREAD_FILE_FORMAT = 'kith.thread'
/** Goes up when an older Kith would misread what a newer one writes. Fields that are new and may be left out do not count. */
export const THREAD_FILE_VERSION = 1

/** Read before anything else, so that a newer file is called that. */
export const threadFileKind = z.object({ format: z.literal(THREAD_FILE_FORMAT), version: z.int().min(1) })

// The calendar of the database, which has no year 0.
const time = z.iso.datetime().refine((text) => !text.startsWith('0000') && !Number.isNaN(Date.parse(text)))
const id = z.string().min(1).max(64)
const noted = z.record(z.string().min(1).max(128), z.unknown())

const threadFileMessage = z.object({
  /** Holds within the file. */
  id,
  /** The message it follows, which stands before it in the file; null for a beginning. */
  follows: id.nullable(),
  /** On the path that is read. Other versions are not. */
  shown: z.boolean(),
  role: messageRole,
  status: z.enum(['complete', 'stopped', 'failed']),
  createdAt: time,
  content: messageContent,
  /** What its owner noted. */
  metadata: noted.default({}),
})
export type ThreadFileMessage = z.infer<typeof threadFileMessage>

const threadFileAttachment = z.object({
  /** As messages name it: `kith-file:<id>`. */
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().min(0),
  /** Base64. Null: it was gone, or there was no room for it. */
  bytes: z.string().nullable(),
})
export type ThreadFileAttachment = z.infer<typeof threadFileAttachment>

export const threadFile = z.object({
  format: z.literal(THREAD_FILE_FORMAT),
  version: z.literal(THREAD_FILE_VERSION),
  savedAt: time,
  /** The version of the Kith that saved it. */
  kith: z.string().max(64),
  thread: z.object({
    title: z.string().nullable(),
    /** Who answered, by name. Its instructions, notes and memories are not in the file. */
    persona: z.string().nullable(),
    createdAt: time,
    remembers: z.boolean().default(true),
    metadata: noted.default({}),
  }),
  messages: z.array(threadFileMessage),
  files: z.array(threadFileAttachment).default([]),
})
export type ThreadFile = z.infer<typeof threadFile>
