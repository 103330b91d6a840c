// Sending what is written. The text stays in the field until main says that it is stored.
import { create } from 'zustand'
import type { Message } from '../../../shared/contract/chat'
import { MESSAGE_LENGTH_LIMIT, toStorableText } from '../../../shared/domain/stored-text'
import { useDrafts } from '../../state/drafts'
import { isDraftOff, useMemoryOff } from '../../state/memory-off'
import { announce } from '../../lib/announcer'
import { isUploading } from '../../state/uploads'
import { tooLargeTogether } from './attachments/add-files'
import { hideOtherVersions, readWaitingAgain, showStored } from '../../state/messages'
import { useOpen } from '../../state/open'
import { useStreams } from '../../state/streams'
import { ConnectionLost } from '../../wire/connection'
import { failureOf, wordsOf, wordsOfFailure } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries, rpc } from '../../wire/rpc'
import { words } from './words'

interface Sending {
  /** Drafts on their way, by their key. */
  underWay: Record<string, true>
  /** Why a draft was not sent. */
  errors: Record<string, ErrorInWords | undefined>
  /** The message last sent from this window, by thread. */
  lastSent: Record<string, string>
}

export const useSending = create<Sending>()(() => ({ underWay: {}, errors: {}, lastSent: {} }))

export function setComposerError(key: string, error: ErrorInWords | undefined): void {
  useSending.setState(({ errors }) => ({ errors: { ...errors, [key]: error } }))
}

/** Too long for one message: said before it is sent, while it is written. */
export function tooLong(text: string): ErrorInWords | undefined {
  if (text.length <= MESSAGE_LENGTH_LIMIT) return undefined
  return wordsOfFailure({ code: 'MESSAGE_TOO_LONG', data: { length: text.length, limit: MESSAGE_LENGTH_LIMIT } })
}

interface Said {
  text: string
  attachments?: { fileId: string; name: string }[]
}

export interface Target {
  draftKey: string
  /** Null where the message begins a new thread. */
  threadId: string | null
  personaId: string | null
  /** One's own earlier message, which this is another version of. */
  replaces?: string
}

/** Sends it; while the thread is being answered it waits, unless it takes the place of another. */
export async function sendDraft(target: Target): Promise<void> {
  const { draftKey, threadId, personaId, replaces } = target
  const { text = '', attachments = [] } = useDrafts.getState().drafts[draftKey] ?? {}
  if ((text.trim() === '' && attachments.length === 0) || tooLong(text) || tooLargeTogether(attachments)) return
  if (isUploading(draftKey) || useSending.getState().underWay[draftKey]) return

  const ids = useDrafts.getState().sendAs(draftKey, threadId ?? crypto.randomUUID())
  const isOff = threadId === null && isDraftOff(draftKey, personaId)
  useSending.setState(({ underWay }) => ({ underWay: { ...underWay, [draftKey]: true } }))
  setComposerError(draftKey, undefined)
  try {
    const said = {
      text: toStorableText(text),
      ...(attachments.length > 0 && { attachments: attachments.map(({ fileId, name }) => ({ fileId, name })) }),
    }
    const isAnswering = useStreams.getState().runs[ids.threadId] != null
    if (isAnswering && replaces === undefined) return await waitWith(target, ids, said)
    const sent = await insisting(() =>
      rpc.chat.send({
        ...ids,
        personaId,
        ...said,
        ...(replaces !== undefined && { replaces }),
        ...(isOff && { remembers: false }),
      }),
    ).catch((error: unknown) => {
      // Another window was quicker by a moment.
      if (failureOf(error)?.code === 'RUN_IN_PROGRESS' && replaces === undefined) return null
      throw error
    })
    if (sent === null) return await waitWith(target, ids, said)
    useStreams.getState().begin(ids.threadId, sent.run)
    messageIsStored(target, sent.user)
  } catch (error) {
    if (failureOf(error)?.code === 'DATABASE_UNREACHABLE' && replaces === undefined)
      return await keepUntilReached(target, { ...ids, text: toStorableText(text), attachments, remembers: !isOff })
    setComposerError(draftKey, wordsOf(error))
  } finally {
    useSending.setState(({ underWay }) => {
      const { [draftKey]: _, ...others } = underWay
      return { underWay: others }
    })
  }
}

/** What was a draft is a message now. */
export function messageIsStored({ draftKey, threadId, personaId }: Target, message: Message): void {
  hideOtherVersions(message)
  showStored(message)
  useDrafts.getState().discard(draftKey)
  useMemoryOff.getState().forget(draftKey)
  setComposerError(draftKey, undefined)
  useSending.setState(({ lastSent }) => ({ lastSent: { ...lastSent, [message.threadId]: message.id } }))
  if (threadId === null) openNewThread(message.threadId, personaId)
}

/** What was a draft waits in main now. */
export function messageWaits({ draftKey }: Target, threadId: string): void {
  useDrafts.getState().discard(draftKey)
  setComposerError(draftKey, undefined)
  readWaitingAgain(threadId)
  announce(words.heard.waits)
}

async function waitWith(target: Target, ids: { threadId: string; messageId: string }, said: Said): Promise<void> {
  await insisting(() => rpc.chat.wait({ ...ids, ...said }))
  messageWaits(target, ids.threadId)
}

/** The project cannot be reached: main keeps it, under the ids it was sent with, so that it is said once. */
async function keepUntilReached(
  target: Target,
  said: Omit<Parameters<typeof rpc.chat.keep>[0], 'personaId'>,
): Promise<void> {
  const { draftKey, threadId, personaId } = target
  try {
    await rpc.chat.keep({ ...said, personaId })
    messageWaits(target, said.threadId)
    useMemoryOff.getState().forget(draftKey)
    if (threadId === null) openNewThread(said.threadId, personaId)
  } catch (error) {
    setComposerError(draftKey, wordsOf(error))
  }
}

function openNewThread(threadId: string, personaId: string | null): void {
  void queryClient.invalidateQueries({ queryKey: queries.threads.list.key() })
  useOpen.getState().threadBegun(threadId, personaId)
}

// The ids are the same each time, so a message that had arrived when the connection broke is not stored twice.
export async function insisting<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof ConnectionLost) return call()
    throw error
  }
}
