// What the tests put into a store, and how they look at what comes out.
import type { MastraDBMessage, MastraMessageContentV2 } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { MemoryStorage } from '@mastra/core/storage'

/** A moment, in milliseconds after the beginning of a year. */
export function at(milliseconds: number): Date {
  return new Date(Date.UTC(2026, 0, 1) + milliseconds)
}

export function threadOf(resourceId: string, given: Partial<StorageThreadType> = {}): StorageThreadType {
  return { id: crypto.randomUUID(), title: 'A title', createdAt: at(0), updatedAt: at(0), ...given, resourceId }
}

type Place = Pick<StorageThreadType, 'id' | 'resourceId'>

export function messageOf(thread: Place, text: string, given: Partial<MastraDBMessage> = {}): MastraDBMessage {
  return {
    id: crypto.randomUUID(),
    role: 'user',
    createdAt: at(0),
    threadId: thread.id,
    resourceId: thread.resourceId,
    content: { format: 2, parts: [{ type: 'text', text }] },
    ...given,
  }
}

/** One message a second, from the beginning of the year. */
export function messagesOf(thread: Place, texts: string[]): MastraDBMessage[] {
  return texts.map((text, second) => messageOf(thread, text, { createdAt: at(second * 1000) }))
}

/** Saved, and as they were given. */
export async function say(memory: MemoryStorage, thread: Place, texts: string[]): Promise<MastraDBMessage[]> {
  const messages = messagesOf(thread, texts)
  await memory.saveMessages({ messages })
  return messages
}

type Change = Partial<Omit<MastraDBMessage, 'content'>> & { id: string; content?: Partial<MastraMessageContentV2> }

/** `updateMessages` takes parts of a content; its type, whole ones only. */
export function change(memory: MemoryStorage, ...messages: Change[]): Promise<MastraDBMessage[]> {
  return memory.updateMessages({ messages: messages as MastraDBMessage[] })
}

/** `['1', '2', …]`. */
export function numbered(count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, index) => String(from + index))
}

export function textOf(message: MastraDBMessage): string {
  return message.content.parts.map((part) => (part.type === 'text' ? part.text : `<${part.type}>`)).join('')
}

export function textsOf(found: { messages: MastraDBMessage[] }): string[] {
  return found.messages.map(textOf)
}

export async function textsIn(memory: MemoryStorage, threadId: string): Promise<string[]> {
  return textsOf(await memory.listMessages({ threadId, perPage: false }))
}

/** What a message says, without `type`: that of a message in today's format is optional and always the same. */
export function seen({ id, role, createdAt, threadId, resourceId, content }: MastraDBMessage) {
  return { id, role, createdAt, threadId, resourceId, content }
}

export const everyJsonType = {
  string: 'text',
  empty: '',
  number: 42,
  zero: 0,
  negative: -1.5,
  yes: true,
  no: false,
  nothing: null,
  list: [1, 'two', null, [3], { four: 4 }],
  nested: { deep: { deeper: ['é', '👩‍👩‍👧', '\u202e'] }, empty: {} },
}
