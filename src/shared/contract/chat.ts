// Sending, watching and stopping. A run belongs to main: it goes on when nobody watches.
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { messageContent, messageRole, messageStatus } from '../domain/message'
import { withoutItems } from '../domain/without'
import { attachment, chosenFiles } from './attachment'
import { route, time, uuid } from './base'

export const message = z.object({
  id: uuid,
  threadId: uuid,
  /** Order within the thread. Numbers have gaps. */
  seq: z.number(),
  /** Which one it is on the path, counted from 1; absent while nobody knows. */
  place: z.int().min(1).optional(),
  role: messageRole,
  content: messageContent,
  status: messageStatus,
  createdAt: time,
  /** All versions of this message, it among them, in the order they were made. One of them is shown. */
  siblingIds: z.array(uuid),
})
export type Message = z.infer<typeof message>

/** Messages that follow one another on the path, and whether there are more on either side. */
export const messagePage = z.object({
  messages: z.array(message),
  hasEarlier: z.boolean(),
  hasLater: z.boolean(),
})
export type MessagePage = z.infer<typeof messagePage>

/** Written while an answer was being written: it is said when that is there, unless it is taken back. */
export const waitingMessage = z.object({
  id: uuid,
  threadId: uuid,
  text: z.string(),
  attachments: z.array(attachment),
  createdAt: time,
  /** The message whose answer lets it be said by itself; null when only its owner does. */
  waitsFor: uuid.nullable(),
  /** It waits on this computer, for a project that cannot be reached; and what it was refused with, should it be there again. */
  kept: z
    .object({ personaId: uuid.nullable(), failure: z.object({ code: z.string(), data: z.unknown() }).nullable() })
    .optional(),
})
export type WaitingMessage = z.infer<typeof waitingMessage>

/** How full the model's window is, category by category, in tokens. Estimated until the provider has counted. */
export const windowUse = z.object({
  model: z.string(),
  /** What it takes; null when nobody knows and Kith is careful instead. */
  size: z.number().nullable(),
  /** What Kith fills at most: the size, or what it supposes. */
  limit: z.number(),
  isEstimate: z.boolean(),
  instructions: z.number(),
  notes: z.number(),
  recalled: z.number(),
  history: z.number(),
  attachments: z.number(),
  tools: z.number(),
  question: z.number(),
  /** Kept free for the answer. */
  reserve: z.number(),
  /** Earlier messages that had no room, and the first that had. */
  dropped: z.object({ messages: z.number(), isMore: z.boolean(), fromMessageId: uuid.nullable() }).nullable(),
})
export type WindowUse = z.infer<typeof windowUse>

/** What goes on before there is something to read. */
export const runProgress = z.object({
  /** The provider is busy: it is asked again then. */
  waiting: z.object({ provider: z.string(), retryAt: time, seconds: z.number() }).nullable(),
  window: windowUse.nullable(),
})
export type RunProgress = z.infer<typeof runProgress>

/** An answer being written. `message` is what has arrived so far. */
export const liveRun = z.object({ runId: uuid, message, progress: runProgress.optional() })
export type LiveRun = z.infer<typeof liveRun>

export const chatEvent = z.discriminatedUnion('type', [
  /** Always first: the run that is on, if any. What is complete is read with `messages`. */
  z.object({ type: z.literal('snapshot'), run: liveRun.nullable() }),
  /** The person's message was stored (perhaps from another window) and an answer begins. */
  z.object({ type: z.literal('started'), user: message.nullable(), run: liveRun }),
  /** More text. Belongs at the end of the part `partIndex`, which is begun when it is new. */
  z.object({
    type: z.literal('delta'),
    runId: uuid,
    partIndex: z.int(),
    kind: z.enum(['text', 'reasoning']),
    text: z.string(),
  }),
  /** A part that is not text came or changed: it replaces what stands at `partIndex`. */
  z.object({ type: z.literal('part'), runId: uuid, partIndex: z.int(), part: z.looseObject({ type: z.string() }) }),
  /** Something else goes on. */
  z.object({ type: z.literal('progress'), runId: uuid, progress: runProgress }),
  /** The run is over; this is what was stored. */
  z.object({ type: z.literal('finished'), runId: uuid, message }),
  /** Another version of a message is shown, with what follows it. */
  z.object({ type: z.literal('pathChanged') }),
  /** What waits to be said is something else now. */
  z.object({ type: z.literal('waitingChanged') }),
])
export type ChatEvent = z.infer<typeof chatEvent>

/** With what it shows, a message needs no words. */
const saysSomething = [
  (said: { text: string; attachments?: readonly object[] | undefined }) =>
    said.text !== '' || Boolean(said.attachments?.length),
  'There is nothing in this message.',
] as const

export const chat = {
  /**
   * A page of the selected path of a thread, oldest first: what ends before the `seq` in `before`, begins after the one in
   * `after`, or has the message `around` in its middle (its place, when it is on no path now); else the end. Of the three
   * at most one is given. Throws NOT_FOUND when the message is not in the thread.
   */
  messages: route
    .input(
      z.object({
        threadId: uuid,
        before: z.number().optional(),
        after: z.number().optional(),
        around: uuid.optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(messagePage),
  /**
   * Stores the message, then starts a run. Resolves when the message is stored; safe to repeat with the same ids.
   * The thread is made with its first message. Ids are made by the caller.
   */
  send: route
    .input(
      z
        .object({
          threadId: uuid,
          personaId: uuid.nullable(),
          messageId: uuid,
          text: z.string(),
          attachments: chosenFiles.optional(),
          /** Of a thread that begins with this message: whether it remembers. */
          remembers: z.boolean().default(true),
          /** One's own earlier message, which this one is a new version of. It stays stored with what followed it. */
          replaces: uuid.optional(),
        })
        .refine(...saysSomething),
    )
    .output(z.object({ user: message, run: liveRun })),
  /** Shows another version of a message, and of what followed it the newest. Not while the thread is being answered. */
  select: route.input(z.object({ threadId: uuid, messageId: uuid })).output(z.void()),
  /** Goes on with the last answer, which was stopped or has failed, in the same message. Repeatable with the same `runId`. */
  continue: route.input(z.object({ threadId: uuid, answerId: uuid, runId: uuid })).output(liveRun),
  /** What waits to be said, in the order it was written. */
  waiting: route.input(z.object({ threadId: uuid })).output(z.array(waitingMessage)),
  /**
   * Says it as soon as the thread is answered; after a failure or a stop only when its owner wants it. Resolves when it is
   * stored; safe to repeat with the same id.
   */
  wait: route
    .input(
      z
        .object({ threadId: uuid, messageId: uuid, text: z.string(), attachments: chosenFiles.optional() })
        .refine(...saysSomething),
    )
    .output(z.void()),
  /**
   * Keeps it on this computer until the project can be reached, and sends it then. Resolves when it is kept; safe to repeat with the
   * same id. Throws NOT_IN_THIS_PROFILE, SETTINGS_NOT_SAVED.
   */
  keep: route
    .input(
      z
        .object({
          threadId: uuid,
          personaId: uuid.nullable(),
          messageId: uuid,
          text: z.string(),
          attachments: z.array(attachment).default([]),
          remembers: z.boolean().default(true),
        })
        .refine(...saysSomething),
    )
    .output(z.void()),
  /** All that is kept on this computer, of all threads, in the order it was written. */
  kept: route.output(z.array(waitingMessage)),
  /** Stops the answer that is being written, if one is, and says it. */
  sendWaiting: route.input(z.object({ threadId: uuid, messageId: uuid })).output(z.void()),
  /** It is not going to be said. Throws NOT_FOUND when it is said already. */
  takeBack: route.input(z.object({ threadId: uuid, messageId: uuid })).output(z.void()),
  /**
   * Answers a message again, whose answer is `answerId`. The earlier answer stays stored, as a sibling. `without`: some of what
   * that was given is left out, with all that says the same, to see what the answer would be then.
   */
  answerAgain: route
    .input(z.object({ threadId: uuid, answerId: uuid, without: withoutItems.default([]) }))
    .output(liveRun),
  /** Ends the run and keeps what arrived. Resolves when that is stored; a run already over is fine. */
  stop: route.input(z.object({ runId: uuid })).output(z.void()),
  /** One snapshot, then events, until the caller stops listening. Stopping to listen does not stop the run. */
  watch: route.input(z.object({ threadId: uuid })).output(eventIterator(chatEvent)),
}
