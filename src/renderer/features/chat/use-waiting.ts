import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Message, WaitingMessage } from '../../../shared/contract/chat'
import { announce } from '../../lib/announcer'
import { draftOfThread, useDrafts } from '../../state/drafts'
import { readWaitingAgain, waitingQuery } from '../../state/messages'
import { useOpen } from '../../state/open'
import { failureOf, wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { useSending } from './use-sending'
import { words } from './words'

export interface WaitingInView {
  messages: WaitingMessage[]
  /** What was said last: what waits for its answer goes out by itself. */
  lastQuestionId: string | null
  /** Why it is not known what waits. */
  error: Error | null
  readAgain: () => void
}

/** What waits to be said, without what stands in the conversation already. */
export function useWaiting(threadId: string, shown: readonly { message: Message }[]): WaitingInView {
  const { data = [], error, refetch } = useQuery(waitingQuery(threadId))
  const messages = data.filter(({ id }) => !shown.some(({ message }) => message.id === id))
  const lastQuestionId = shown.findLast(({ message }) => message.role === 'user')?.message.id ?? null
  return { messages, lastQuestionId, error, readAgain: () => void refetch() }
}

export function useWaitingActions({ id, threadId, text, attachments }: WaitingMessage) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)

  async function act(action: () => Promise<void>): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await action()
    } catch (cause) {
      // Said already, or taken back in another window: then it is not here any more.
      if (failureOf(cause)?.code !== 'NOT_FOUND') setError(wordsOf(cause))
    } finally {
      readWaitingAgain(threadId)
      setBusy(false)
    }
  }

  // Into the field first: between the two the text is rather there twice than nowhere.
  async function takeBack(): Promise<void> {
    const draftKey = draftOfThread(threadId, null)
    // What is on its way empties the field when it has arrived.
    if (draftKey in useSending.getState().underWay) return
    const before = useDrafts.getState().drafts[draftKey]
    const both = [text, before?.text ?? ''].filter((one) => one !== '').join('\n\n')
    useDrafts.getState().write(draftKey, both)
    for (const attachment of attachments) useDrafts.getState().attach(draftKey, attachment)
    const written = useDrafts.getState().drafts[draftKey]
    try {
      // Not repeated when the connection breaks: then it is gone from here, and nobody knows whether it was said.
      await rpc.chat.takeBack({ threadId, messageId: id })
    } catch (error) {
      const isUntouched = useDrafts.getState().drafts[draftKey] === written
      if (failureOf(error)?.code === 'NOT_FOUND' && isUntouched) {
        if (before) useDrafts.getState().begin(draftKey, before)
        else useDrafts.getState().discard(draftKey)
      }
      throw error
    }
    announce(words.heard.takenBack)
    useOpen.getState().focusComposer()
  }

  return {
    isBusy,
    error,
    sendNow: () => void act(() => rpc.chat.sendWaiting({ threadId, messageId: id })),
    takeBack: () => void act(takeBack),
  }
}
