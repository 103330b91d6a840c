// Writing one's own message anew. What is written is a draft like any other: it survives a reload, and a failure.
import { useEffect } from 'react'
import type { Message } from '../../../shared/contract/chat'
import { attachmentsOf } from '../../../shared/domain/attachment'
import { draftOfEdit, useDrafts } from '../../state/drafts'
import { useOpen } from '../../state/open'
import { useRunId } from '../../state/streams'
import { textOfMessage } from './parts'
import { sendDraft, setComposerError, tooLong, useSending } from './use-sending'
import { words } from './words'

export function beginEditing(message: Message): void {
  const text = textOfMessage(message)
  const attachments = attachmentsOf(message.content)
  useDrafts.getState().begin(draftOfEdit(message.id), {
    text,
    base: text,
    threadId: message.threadId,
    ...(attachments.length > 0 && { attachments }),
  })
}

export function useIsEditing(messageId: string): boolean {
  return useDrafts(({ drafts }) => draftOfEdit(messageId) in drafts)
}

export function useEditing(message: Message) {
  const draftKey = draftOfEdit(message.id)
  const text = useDrafts(({ drafts }) => drafts[draftKey]?.text ?? '')
  const hasFiles = useDrafts(({ drafts }) => Boolean(drafts[draftKey]?.attachments?.length))
  const isSending = useSending(({ underWay }) => draftKey in underWay)
  const refused = useSending(({ errors }) => errors[draftKey])
  const isAnswering = useRunId(message.threadId) !== null
  const lengthError = tooLong(text)

  const isEmpty = text.trim() === '' && !hasFiles

  async function send(): Promise<void> {
    if (isEmpty || lengthError) return
    if (isAnswering) return setComposerError(draftKey, { title: words.isAnswering, detail: '' })
    await sendDraft({
      draftKey,
      threadId: message.threadId,
      personaId: useOpen.getState().personaId,
      replaces: message.id,
    })
    // The field is gone with the version it stood in.
    if (!(draftKey in useDrafts.getState().drafts)) useOpen.getState().focusComposer()
  }

  return {
    text,
    isSending,
    error: lengthError ?? refused,
    isEmpty: isEmpty || lengthError !== undefined,
    draftKey,
    write(next: string): void {
      useDrafts.getState().write(draftKey, next)
      if (refused) setComposerError(draftKey, undefined)
    },
    send: () => void send(),
    cancel(): void {
      useDrafts.getState().discard(draftKey)
      setComposerError(draftKey, undefined)
    },
  }
}

/** A new version that was on its way when the page was reloaded, or the connection lost, and has arrived. */
export function useSettledEdits(shown: readonly { message: Message }[]): void {
  useEffect(() => {
    const { drafts, discard } = useDrafts.getState()
    const ids = new Set(shown.map(({ message }) => message.id))
    for (const [key, { sentAs }] of Object.entries(drafts)) {
      if (key.startsWith(draftOfEdit('')) && sentAs && ids.has(sentAs.messageId)) discard(key)
    }
  }, [shown])
}
