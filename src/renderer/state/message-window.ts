// What this window holds of a thread: the end of it, and where one has jumped to, until the two have met. Both are
// messages that follow one another on the path, oldest first.
import type { Message, MessagePage } from '../../shared/contract/chat'

export interface HeldThread {
  end: MessagePage
  /** Shown in place of the end, after a jump. */
  middle: MessagePage | null
  /** How often what is shown was exchanged for another part of the thread. */
  jumps: number
}

/** The part of the thread one reads. */
export function shownPage(held: HeldThread): MessagePage {
  return held.middle ?? held.end
}

/** A message as it is held anywhere. */
export function heldMessage(held: HeldThread | undefined, messageId: string): Message | undefined {
  const isIt = ({ id }: Message) => id === messageId
  return held?.end.messages.find(isIt) ?? held?.middle?.messages.find(isIt)
}

/** Goes to another part of the thread. */
export function atPage(held: HeldThread, page: MessagePage): HeldThread {
  return joined({ ...held, middle: page, jumps: held.jumps + 1 })
}

export function atEnd(held: HeldThread): HeldThread {
  return held.middle === null ? held : { ...held, middle: null, jumps: held.jumps + 1 }
}

/** With an earlier page in front of what is shown, unless that begins elsewhere by now. */
export function withEarlier(held: HeldThread, page: MessagePage, before: number): HeldThread {
  const shown = shownPage(held)
  if (shown.messages[0]?.seq !== before) return held
  const longer = { ...shown, messages: [...page.messages, ...shown.messages], hasEarlier: page.hasEarlier }
  return held.middle === null ? { ...held, end: longer } : { ...held, middle: longer }
}

/** With a later page after what is shown, unless that ends elsewhere by now. */
export function withLater(held: HeldThread, page: MessagePage, after: number): HeldThread {
  const { middle } = held
  if (middle?.messages.at(-1)?.seq !== after) return held
  const longer = { ...middle, messages: [...middle.messages, ...page.messages], hasLater: page.hasLater }
  return joined({ ...held, middle: longer })
}

/** A message that was stored just now, or has changed. */
export function withMessage(held: HeldThread, message: Message): HeldThread {
  return joined({
    ...held,
    end: replaced(held.end, message) ?? added(held.end, message),
    middle: held.middle && (replaced(held.middle, message) ?? held.middle),
  })
}

/** Without a message and what comes after it. */
export function withoutTail(held: HeldThread, messageId: string): HeldThread {
  const first = heldMessage(held, messageId)
  if (!first) return held
  const cut = (page: MessagePage): MessagePage => {
    if ((page.messages.at(-1)?.seq ?? -1) < first.seq) return page
    return { ...page, messages: page.messages.filter(({ seq }) => seq < first.seq), hasLater: false }
  }
  return joined({ ...held, end: cut(held.end), middle: held.middle && cut(held.middle) })
}

/**
 * What was read again, and what was read besides meanwhile.
 * @param asked what was held when reading began
 */
export function readAnew(
  now: HeldThread,
  asked: HeldThread,
  read: { end: MessagePage; middle: MessagePage | null },
): HeldThread {
  const end = withKept(read.end, asked.end, now.end)
  const middle = read.middle && asked.middle && now.middle && withKept(read.middle, asked.middle, now.middle)
  return joined({ end, middle, jumps: now.jumps })
}

function withKept(read: MessagePage, asked: MessagePage, now: MessagePage): MessagePage {
  const start = asked.messages[0]?.seq ?? -Infinity
  const kept = now.messages.filter(({ seq }) => seq < start)
  return kept.length === 0 ? read : { ...read, messages: [...kept, ...read.messages], hasEarlier: now.hasEarlier }
}

// A part that has reached the end, or nothing after which is left, is the end.
function joined(held: HeldThread): HeldThread {
  const { end, middle } = held
  if (middle === null) return held
  const last = middle.messages.at(-1)
  const endBegins = end.messages[0]?.seq ?? Infinity
  if (last !== undefined && middle.hasLater && last.seq < endBegins) return held
  const messages = [...middle.messages.filter(({ seq }) => seq < endBegins), ...end.messages]
  return { ...held, end: { messages, hasEarlier: middle.hasEarlier, hasLater: false }, middle: null }
}

function replaced(page: MessagePage, message: Message): MessagePage | null {
  const index = page.messages.findIndex(({ id }) => id === message.id)
  return index === -1 ? null : { ...page, messages: page.messages.with(index, message) }
}

function added(page: MessagePage, message: Message): MessagePage {
  return { ...page, messages: [...page.messages, message].toSorted((one, other) => one.seq - other.seq) }
}
