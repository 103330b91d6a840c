// The stored messages of a thread, page by page, as TanStack Query holds them; and how news change what it holds.
import type { InfiniteData } from '@tanstack/react-query'
import type { Message } from '../../shared/contract/chat'
import { queryClient } from '../wire/query-client'
import { queries } from '../wire/rpc'

export interface MessagePage {
  messages: Message[]
  hasEarlier: boolean
}
/** The newest page comes first, because it is read first. */
export type MessagePages = InfiniteData<MessagePage, number | undefined>

export function messagesQuery(threadId: string) {
  return queries.chat.messages.infiniteOptions({
    input: (before: number | undefined) => ({ threadId, limit: 50, ...(before === undefined ? {} : { before }) }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: MessagePage) => (page.hasEarlier ? page.messages[0]?.seq : undefined),
    refetchOnMount: 'always' as const,
  })
}

/** All messages, oldest first. */
export function inOrder(pages: MessagePages): Message[] {
  return pages.pages.toReversed().flatMap((page) => page.messages)
}

/** A message as it is known to be stored, if it is among those read so far. */
export function storedMessage(threadId: string, messageId: string): Message | undefined {
  const pages = queryClient.getQueryData<MessagePages>(messagesQuery(threadId).queryKey)
  return pages && inOrder(pages).find(({ id }) => id === messageId)
}

/** Shows a message main has just stored. */
export function showStored(message: Message): void {
  const { queryKey } = messagesQuery(message.threadId)
  queryClient.setQueryData<MessagePages>(queryKey, (pages) => pages && withMessage(pages, message))
  // A page that is being read may have left main before the message was stored.
  if (queryClient.isFetching({ queryKey }) > 0) void queryClient.invalidateQueries({ queryKey })
}

/** Takes an answer that is answered again, and what came after it, off the screen. It stays stored, as a sibling. */
export function hideFrom(threadId: string, messageId: string): void {
  const { queryKey } = messagesQuery(threadId)
  queryClient.setQueryData<MessagePages>(queryKey, (pages) => pages && withoutTail(pages, messageId))
}

/** A message written anew takes the place of its other version, with all that followed that. */
export function hideOtherVersions(message: Message): void {
  for (const id of message.siblingIds) if (id !== message.id) hideFrom(message.threadId, id)
}

export async function readMessagesAgain(threadId: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: messagesQuery(threadId).queryKey })
}

/** What waits to be said in a thread. */
export function waitingQuery(threadId: string) {
  return queries.chat.waiting.queryOptions({ input: { threadId } })
}

export function readWaitingAgain(threadId: string): void {
  void queryClient.invalidateQueries({ queryKey: waitingQuery(threadId).queryKey })
}

export function withMessage(pages: MessagePages, message: Message): MessagePages {
  const isThere = pages.pages.some((page) => page.messages.some(({ id }) => id === message.id))
  return {
    ...pages,
    pages: pages.pages.map((page, index) => {
      if (isThere) {
        const messages = page.messages.map((other) => (other.id === message.id ? message : other))
        return { ...page, messages }
      }
      return index === 0
        ? { ...page, messages: [...page.messages, message].toSorted((one, other) => one.seq - other.seq) }
        : page
    }),
  }
}

export function withoutTail(pages: MessagePages, messageId: string): MessagePages {
  const first = inOrder(pages).find(({ id }) => id === messageId)
  if (!first) return pages
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, messages: page.messages.filter(({ seq }) => seq < first.seq) })),
  }
}
