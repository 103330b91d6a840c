// Threads as files: saved, printed, and opened again. docs/thread-files.md says what is in them.
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { UPLOAD_PART_SIZE } from '../domain/attachment'
import { SAVED_AT_ONCE_LIMIT } from '../domain/limits'
import { route, time, uuid } from './base'
import { thread } from './threads'

export const threadFileKind = z.enum(['markdown', 'html', 'kith'])
export type ThreadFileKind = z.infer<typeof threadFileKind>

/** Where what was saved is. */
const placedFiles = z.discriminatedUnion('how', [
  /** Written where its owner chose. `place`: the file, or the folder of several. */
  z.object({ how: z.literal('written'), place: z.string() }),
  /** The page fetches them itself, from these addresses of its own origin, each once. */
  z.object({ how: z.literal('download'), files: z.array(z.object({ name: z.string(), address: z.string() })) }),
  z.object({ how: z.literal('cancelled') }),
])
export type PlacedFiles = z.infer<typeof placedFiles>

/** Attachments by name that belong into what was saved, and are not in it. */
const leftOut = z.object({
  /** A `.kith` file has a limit, and so have the pictures of a page. */
  noRoom: z.array(z.string()),
  /** Kith itself does not have them. */
  gone: z.array(z.string()),
})
export type LeftOut = z.infer<typeof leftOut>

export const savedThreads = z.object({ placed: placedFiles, leftOut })
export type SavedThreads = z.infer<typeof savedThreads>

/** What is in a file, before anything of it is stored. */
export const openedThread = z.object({
  title: z.string().nullable(),
  /** The beginning of its first message. */
  opening: z.string(),
  persona: z.string().nullable(),
  savedAt: time,
  /** The version of the Kith that saved it. */
  kith: z.string(),
  firstAt: time.nullable(),
  lastAt: time.nullable(),
  /** Shown ones. */
  messages: z.number(),
  /** Of these and others, those that are not shown. */
  otherVersions: z.number(),
  attachments: z.number(),
  /** Named in it, and not in it. */
  missingAttachments: z.number(),
})
export type OpenedThread = z.infer<typeof openedThread>

const language = z.enum(['en', 'de'])

export const threadFiles = {
  /**
   * Each thread becomes a file of its own, and what is missing in them is said. `withReceipts`: what each answer was made of stands
   * below it; never in a `.kith`. Throws NOT_FOUND, THREAD_NOT_SAVED.
   */
  save: route
    .input(
      z.object({
        threadIds: z.array(uuid).min(1).max(SAVED_AT_ONCE_LIMIT),
        kind: threadFileKind,
        withReceipts: z.boolean().default(false),
        /** Of the words around what was said. */
        language,
        /** Of whoever reads the times. */
        timeZone: z.string().max(64).optional(),
      }),
    )
    .output(savedThreads),
  /** The thread as a page to print, in pieces of HTML in which every word is escaped. */
  print: route
    .input(z.object({ threadId: uuid, language, timeZone: z.string().max(64).optional() }))
    .output(eventIterator(z.string())),

  /** Announces a file somebody has dropped or chosen. Repeating it begins anew. Throws THREAD_FILE_REFUSED. */
  begin: route.input(z.object({ fileId: uuid, name: z.string().max(2_000), size: z.int().min(0) })).output(z.void()),
  /** The bytes from `offset` on. Throws NOT_FOUND. */
  part: route
    .input(
      z.object({
        fileId: uuid,
        offset: z.int().min(0),
        bytes: z.instanceof(Blob).refine(({ size }) => size <= UPLOAD_PART_SIZE, 'This part is too large.'),
      }),
    )
    .output(z.void()),
  /** Files the system was asked to open with Kith: one is handed to one page. */
  handed: route.output(eventIterator(z.object({ fileId: uuid, name: z.string() }))),
  /** Looks into a file that has arrived. Nothing is stored. Throws THREAD_FILE_REFUSED, NOT_FOUND. */
  look: route.input(z.object({ fileId: uuid })).output(openedThread),
  /**
   * Makes a thread of it, whole or not at all, with ids of its own. Repeatable with the same `newThreadId`. Throws
   * THREAD_FILE_REFUSED, NOT_FOUND.
   */
  bringIn: route
    .input(z.object({ fileId: uuid, newThreadId: uuid, personaId: uuid.nullable(), remembers: z.boolean() }))
    .output(thread),
  /** It is not wanted any more. Safe to repeat. */
  drop: route.input(z.object({ fileId: uuid })).output(z.void()),
}
