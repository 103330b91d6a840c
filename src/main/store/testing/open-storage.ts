// For tests: the memory domain on the real database, with two personas and a call that is written down.
import { MastraError } from '@mastra/core/error'
import type { MastraDBMessage } from '@mastra/core/agent'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { makeResourceId } from '../mapping'
import { SupabaseMemoryStorage } from '../supabase-memory-storage'
import { openRealDatabase } from './real-database'
import type { RealDatabase } from './real-database'
import { recorded } from './recorded'
import type { Recorded } from './recorded'

export interface OpenStorage {
  database: RealDatabase
  recorded: Recorded
  storage: SupabaseMemoryStorage
  /** Of two personas of the signed-in user, of none of them, and of somebody else. */
  resourceId: string
  otherResourceId: string
  nobodysResourceId: string
  foreignResourceId: string
  saveThread(resourceId?: string, id?: string): Promise<string>
  /** A thread with so many messages, a second apart, named by their number. */
  filled(count: number, resourceId?: string, start?: number): Promise<[string, MastraDBMessage[]]>
  message(threadId: string, text: string, at: number, given?: Partial<MastraDBMessage>): MastraDBMessage
}

/** Fresh for each test of the file that calls it; the database is one. */
export function openStorage(): OpenStorage {
  const open = {} as OpenStorage
  beforeAll(async () => {
    open.database = await openRealDatabase()
  })
  afterAll(() => open.database.close())
  beforeEach(async () => {
    await open.database.erase()
    const { call, userId } = open.database
    const personas = [crypto.randomUUID(), crypto.randomUUID()] as const
    for (const id of personas) await call('ai_save_persona', { id, name: `Persona ${id}` })
    open.recorded = recorded(call)
    open.storage = new SupabaseMemoryStorage({ call: open.recorded.call, userId })
    open.resourceId = makeResourceId(userId, personas[0])
    open.otherResourceId = makeResourceId(userId, personas[1])
    open.nobodysResourceId = makeResourceId(userId)
    open.foreignResourceId = makeResourceId(crypto.randomUUID(), personas[0])
    open.saveThread = async (resourceId = open.resourceId, id = crypto.randomUUID()) => {
      const createdAt = new Date('2026-01-02T03:04:05.678Z')
      await open.storage.saveThread({ thread: { id, resourceId, title: '', createdAt, updatedAt: createdAt } })
      return id
    }
    open.filled = async (count, resourceId = open.resourceId, start = 0) => {
      const threadId = await open.saveThread(resourceId)
      const messages = Array.from({ length: count }, (_, n) =>
        open.message(threadId, String(start + n), 1_000 * (start + n), { resourceId }),
      )
      await open.storage.saveMessages({ messages })
      return [threadId, messages]
    }
    open.message = (threadId, text, at, given = {}) => ({
      id: crypto.randomUUID(),
      role: 'user',
      createdAt: new Date(at),
      threadId,
      resourceId: open.resourceId,
      content: { format: 2, parts: [{ type: 'text', text }] },
      ...given,
    })
  })
  return open
}

export function textOf({ content }: MastraDBMessage): string {
  return content.parts.map((part) => (part.type === 'text' ? part.text : part.type)).join()
}

/** The error of a call that has to fail. */
export async function errorOf(work: Promise<unknown>): Promise<MastraError> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(MastraError)
  return error as MastraError
}
