// Which version of a message is shown. The focus stays where it was, though it stands in another message then.
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { create } from 'zustand'
import type { Message } from '../../../shared/contract/chat'
import { announce } from '../../lib/announcer'
import { readMessagesAgain } from '../../state/messages'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { words } from './words'

interface Switched {
  /** The version that was asked for in this window last, and what of its turn gets the focus; null once it has. */
  focus: { messageId: string; selector: string | null } | null
  /** How often this window has switched. */
  times: number
}

export const useSwitched = create<Switched>()(() => ({ focus: null, times: 0 }))

export function useVersions(message: Message) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const { threadId, siblingIds } = message
  const place = siblingIds.indexOf(message.id)

  async function show(step: 1 | -1): Promise<void> {
    const messageId = siblingIds[place + step]
    if (messageId === undefined || isBusy) return
    setBusy(true)
    setError(null)
    const focused = document.activeElement
    const selector = focused?.matches('[data-message-id]')
      ? null
      : `[data-version="${step === 1 ? 'later' : 'earlier'}"]`
    useSwitched.setState(({ times }) => ({ focus: { messageId, selector }, times: times + 1 }))
    try {
      await rpc.chat.select({ threadId, messageId })
      await readMessagesAgain(threadId)
      announce(words.heard.version(place + step + 1, siblingIds.length))
    } catch (cause) {
      useSwitched.setState({ focus: null })
      setError(wordsOf(cause))
    } finally {
      setBusy(false)
    }
  }

  return { place, show: (step: 1 | -1) => void show(step), isBusy, error }
}

/** Gives the focus to a version as soon as it is drawn, unless it has gone elsewhere meanwhile. */
export function focusVersion(messageId: string): void {
  let pictures = 0
  const attempt = (): void => {
    const turn = document.querySelector<HTMLElement>(`[data-message-id="${messageId}"]`)
    const isFree = document.activeElement === null || document.activeElement === document.body
    if (isFree) turn?.focus({ preventScroll: true })
    pictures += 1
    if (document.activeElement !== turn && pictures < 30) requestAnimationFrame(attempt)
  }
  attempt()
}

/** Takes the focus, when this is the version that was asked for. */
export function useFocusOfVersion(turn: RefObject<HTMLElement | null>, messageId: string): void {
  useEffect(() => {
    const { focus } = useSwitched.getState()
    if (focus?.messageId !== messageId) return
    useSwitched.setState({ focus: null })
    let pictures = 0
    const attempt = (): void => {
      const element = focus.selector === null ? null : turn.current?.querySelector<HTMLElement>(focus.selector)
      const wanted = element ?? turn.current
      // Until the list has measured it, it is hidden and takes no focus.
      wanted?.focus({ preventScroll: true })
      pictures += 1
      if (wanted && document.activeElement !== wanted && pictures < 30) requestAnimationFrame(attempt)
      else turn.current?.scrollIntoView({ block: 'nearest' })
    }
    attempt()
  }, [turn, messageId])
}
