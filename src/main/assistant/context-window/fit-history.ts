// Which of the conversation goes to the model: whole messages from the newest back, as long as there is room.

export interface Fit<T> {
  kept: T[]
  /** The oldest, in order, that had no room. */
  dropped: T[]
}

/**
 * @param messages oldest first; the last is the question, which stays in any case.
 * @param room tokens for all of them, the question among them.
 * A message that has no room takes everything before it along: a conversation with holes in it reads like another one.
 * What is kept begins with something the person said. A call of a tool and its result stand in one message.
 */
export function fitHistory<T extends { role: string }>(
  messages: readonly T[],
  tokensOf: (message: T) => number,
  room: number,
): Fit<T> {
  const question = messages.at(-1)
  if (!question) return { kept: [], dropped: [] }
  let left = room - tokensOf(question)
  let from = messages.length - 1
  while (from > 0) {
    const message = messages[from - 1]
    if (!message) break
    left -= tokensOf(message)
    if (left < 0) break
    from -= 1
  }
  // Halfway into an answer nobody knows what it was about.
  while (from < messages.length - 1 && messages[from]?.role !== 'user') from += 1
  return { kept: messages.slice(from), dropped: messages.slice(0, from) }
}
