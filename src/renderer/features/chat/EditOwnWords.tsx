import { useEffect, useRef } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { Message } from '../../../shared/contract/chat'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { addFiles } from './attachments/add-files'
import { DraftAttachments } from './attachments/DraftAttachments'
import { pastedFiles } from './attachments/use-file-drop'
import { useEditing } from './use-editing'
import { setComposerError } from './use-sending'
import { words } from './words'

/** One's own message as a field, in its place. Sent again it is another version; this one stays. */
export function EditOwnWords({ message }: { message: Message }) {
  const { draftKey, text, isSending, error, isEmpty, write, send, cancel } = useEditing(message)
  const field = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    const element = field.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])

  function leave(): void {
    // On its way already: whether it arrives decides what becomes of the text.
    if (isSending) return
    field.current?.closest<HTMLElement>('[data-message-id]')?.focus({ preventScroll: true })
    cancel()
  }

  function handleKey(event: KeyboardEvent): void {
    // While an input method composes, Enter and Escape are its own.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') leave()
    else if (event.key === 'Enter' && !event.shiftKey) send()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function paste(event: ClipboardEvent): void {
    const files = pastedFiles(event)
    if (files.length === 0 || isSending) return
    event.preventDefault()
    const { threadId } = message
    addFiles({ draftKey, threadId, personaId: null }, files, (said) => setComposerError(draftKey, said))
  }

  return (
    <div className="-mx-4 -my-[11px]">
      <div className="field-frame rounded-l">
        <DraftAttachments draftKey={draftKey} isSending={isSending} />
        <textarea
          dir="auto"
          ref={field}
          aria-label={words.editing}
          aria-busy={isSending}
          rows={1}
          value={text}
          readOnly={isSending}
          onChange={(event) => write(event.target.value)}
          onKeyDown={handleKey}
          onPaste={paste}
          className="reading block field-sizing-content max-h-[40vh] w-full resize-none bg-transparent px-4 py-[10px] outline-none"
        />
      </div>
      {error && (
        <div className="px-4 pt-3">
          <ErrorNote title={error.title} detail={error.detail} origin={error.origin} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 px-4 pt-2.5">
        <Button look="primary" size="small" isBusy={isSending} disabled={isEmpty} onClick={send}>
          {words.sendAgain}
        </Button>
        <Button size="small" disabled={isSending} onClick={leave}>
          {words.cancel}
        </Button>
        <span className="text-small text-ink-3">{words.earlierStays}</span>
      </div>
    </div>
  )
}
