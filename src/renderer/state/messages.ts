// The stored messages of a thread: how they are read, and how news change what is held of them.
import { queryOptions } from '@tanstack/react-query'
import type { Message, MessagePage } from '../../shared/contract/chat'
import { queryClient } from '../wire/query-client'
import { queries, rpc } from '../wire/rpc'
import {
  atEnd,
  atPage,
  heldMessage,
  readAnew,
  shownPage,
  withEarlier,
  withLater,
  withMessage,
  withoutTail,
} from './message-window'
import type { HeldThread } from './message-window'

/** Few enough to stand there at once, enough for the highest window. */
const first = 40
const more = 60
const most = 200

/** What is held of a thread. Read again, it is the same part of it. */
export function messagesQuery(threadId: string) {
  return queryOptions({
    queryKey: keyOf(threadId),
    queryFn: ({ signal }) => readHeld(threadId, signal),
    refetchOnMount: 'always' as const,
  })
}

/** A message as it is known to be stored, if it is among those read so far. */
export function storedMessage(threadId: string, messageId: string): Message | undefined {
  return heldMessage(held(threadId), messageId)
}

/** Shows a message main has just stored. */
export function showStored(message: Message): void {
  change(message.threadId, (before) => withMessage(before, message))
  // A page that is being read may have left main before the message was stored.
  const queryKey = keyOf(message.threadId)
  if (queryClient.isFetching({ queryKey }) > 0) void queryClient.invalidateQueries({ queryKey })
}

/** Takes an answer that is answered again, and what came after it, off the screen. It stays stored, as a sibling. */
export function hideFrom(threadId: string, messageId: string): void {
  change(threadId, (before) => withoutTail(before, messageId))
}

/** A message written anew takes the place of its other version, with all that followed that. */
export function hideOtherVersions(message: Message): void {
  for (const id of message.siblingIds) if (id !== message.id) hideFrom(message.threadId, id)
}

export async function readMessagesAgain(threadId: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: keyOf(threadId) })
}

export async function readEarlier(threadId: string): Promise<void> {
  const before = startOf(threadId)
  if (before === undefined) return
  const page = await rpc.chat.messages({ threadId, before, limit: more })
  change(threadId, (now) => withEarlier(now, page, before))
}

export async function readLater(threadId: string): Promise<void> {
  const after = held(threadId)?.middle?.messages.at(-1)?.seq
  if (after === undefined) return
  const page = await rpc.chat.messages({ threadId, after, limit: more })
  change(threadId, (now) => withLater(now, page, after))
}

/**
 * Shows the part of the thread this message is in. Rejects with NOT_FOUND when it is in none.
 * @returns false when it stands in a version that is not shown: then its place is
 */
export async function goToMessage(threadId: string, messageId: string): Promise<boolean> {
  const isIt = ({ id }: Message) => id === messageId
  const before = await queryClient.ensureQueryData(messagesQuery(threadId))
  if (shownPage(before).messages.some(isIt)) return true
  if (before.end.messages.some(isIt)) {
    goToEnd(threadId)
    return true
  }
  const page = await rpc.chat.messages({ threadId, around: messageId, limit: more })
  change(threadId, (now) => atPage(now, page))
  return page.messages.some(isIt)
}

/** Shows the beginning of the thread. @returns its first message */
export async function goToBeginning(threadId: string): Promise<Message | undefined> {
  const before = held(threadId)
  if (before && !shownPage(before).hasEarlier) return shownPage(before).messages[0]
  const page = await rpc.chat.messages({ threadId, after: beforeAll, limit: more })
  change(threadId, (now) => atPage(now, { ...page, hasEarlier: false }))
  return page.messages[0]
}

/** Shows the end of the thread. @returns its last message */
export function goToEnd(threadId: string): Message | undefined {
  change(threadId, atEnd)
  return held(threadId)?.end.messages.at(-1)
}

/** Nobody looks at the thread any more: what was read of it above its end is let go. */
export function letGo(threadId: string): void {
  change(threadId, (now) => {
    const { end } = now
    if (now.middle === null && end.messages.length <= first) return now
    const isShorter = end.messages.length > first
    return {
      end: { ...end, messages: end.messages.slice(-first), hasEarlier: end.hasEarlier || isShorter },
      middle: null,
      jumps: 0,
    }
  })
}

/** What waits to be said in a thread. */
export function waitingQuery(threadId: string) {
  return queries.chat.waiting.queryOptions({ input: { threadId } })
}

export function readWaitingAgain(threadId: string): void {
  void queryClient.invalidateQueries({ queryKey: waitingQuery(threadId).queryKey })
}

/** Before every message. */
const beforeAll = -1

function keyOf(threadId: string): readonly unknown[] {
  return [...queries.chat.messages.queryKey({ input: { threadId } })]
}

function held(threadId: string): HeldThread | undefined {
  return queryClient.getQueryData<HeldThread>(keyOf(threadId))
}

function startOf(threadId: string): number | undefined {
  const now = held(threadId)
  return now && shownPage(now).messages[0]?.seq
}

function change(threadId: string, to: (before: HeldThread) => HeldThread): void {
  queryClient.setQueryData<HeldThread>(keyOf(threadId), (before) => before && to(before))
}

async function readHeld(threadId: string, signal: AbortSignal): Promise<HeldThread> {
  const asked = held(threadId)
  if (!asked) return { end: await readEnd(threadId, signal), middle: null, jumps: 0 }
  const [end, middle] = await Promise.all([
    readAgain(threadId, asked.end, signal),
    asked.middle && readAgain(threadId, asked.middle, signal),
  ])
  const now = held(threadId) ?? asked
  // One has gone elsewhere meanwhile.
  return now.jumps === asked.jumps ? readAnew(now, asked, { end, middle }) : readHeld(threadId, signal)
}

function readEnd(threadId: string, signal: AbortSignal): Promise<MessagePage> {
  return rpc.chat.messages({ threadId, limit: first }, { signal })
}

// From where it began, so that what one reads stays where it is.
async function readAgain(threadId: string, page: MessagePage, signal: AbortSignal): Promise<MessagePage> {
  const messages: Message[] = []
  const start = page.hasEarlier ? (page.messages[0]?.seq ?? 0) - 1 : beforeAll
  let hasLater = true
  while (hasLater && !(page.hasLater && messages.length >= page.messages.length)) {
    const after = messages.at(-1)?.seq ?? start
    const next = await rpc.chat.messages({ threadId, after, limit: most }, { signal })
    messages.push(...next.messages)
    hasLater = next.hasLater
  }
  // Another path is shown, which ends earlier.
  if (messages.length === 0 && page.hasEarlier) return readEnd(threadId, signal)
  return { messages, hasEarlier: page.hasEarlier, hasLater }
}
