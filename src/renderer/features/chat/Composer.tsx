import { useEffect, useRef } from 'react'
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react'
import { classNames } from '../../lib/class-names'
import { markPhase } from '../../lib/start-marks'
import { draftOfThread, useDrafts } from '../../state/drafts'
import { useOpen } from '../../state/open'
import { useRunId } from '../../state/streams'
import { useUploads } from '../../state/uploads'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { TextLink } from '../../ui/TextLink'
import { Tooltip } from '../../ui/Tooltip'
import { ContextGauge } from './gauge/ContextGauge'
import { useWaitsForWord } from './approval/use-waits-for-word'
import { words as approvalWords } from './approval/words'
import { addFiles, tooLargeTogether } from './attachments/add-files'
import { AttachButton } from './attachments/AttachButton'
import { DraftAttachments } from './attachments/DraftAttachments'
import { DropHint } from './attachments/DropHint'
import { ModelNote } from './attachments/ModelNote'
import { pastedFiles, useFileDrop } from './attachments/use-file-drop'
import { words as attachmentWords } from './attachments/words'
import { ModelPicker } from './ModelPicker'
import { MemoryToggle } from './MemoryToggle'
import { SendButton } from './SendButton'
import { useMemory } from './use-memory'
import { sendDraft, setComposerError, tooLong, useSending } from './use-sending'
import { useSettledDraft } from './use-settled-draft'
import { useStop } from './use-stop'
import { words } from './words'

interface ComposerProps {
  /** Null where the message begins a new thread. */
  threadId: string | null
  personaId: string | null
  personaName: string | null
  /** In a thread it hangs in the grid of the messages. */
  isInThread: boolean
  /** Says into what one writes, where that is not to be mistaken. */
  mark?: ReactNode
}

/** Where one writes. What is written stays until main has stored it, and over reloads. */
export function Composer({ threadId, personaId, personaName, isInThread, mark }: ComposerProps) {
  const draftKey = draftOfThread(threadId, personaId)
  const text = useDrafts(({ drafts }) => drafts[draftKey]?.text ?? '')
  const isNotKept = useDrafts(({ notKept }) => draftKey in notKept)
  const write = useDrafts((drafts) => drafts.write)
  const isSending = useSending(({ underWay }) => draftKey in underWay)
  const refused = useSending(({ errors }) => errors[draftKey])
  const runId = useRunId(threadId)
  const { stop, isStopping } = useStop(runId, draftKey)
  const memory = useMemory(threadId, draftKey, (said) => setComposerError(draftKey, said))
  const waitsForWord = useWaitsForWord(threadId)
  const field = useComposerFocus()
  useSettledDraft({ draftKey, threadId, personaId })
  useEffect(() => markPhase('usable'), [])

  const lengthError = tooLong(text)
  const attachments = useDrafts(({ drafts }) => drafts[draftKey]?.attachments)
  const isWaiting = useUploads(({ uploads }) => uploads[draftKey]?.some((upload) => upload.error === null) ?? false)
  const filesError = tooLargeTogether(attachments ?? [])
  const error = lengthError ?? filesError ?? refused
  const isEmpty = (text.trim() === '' && !attachments?.length) || isWaiting
  const isOver = useFileDrop(attach)

  function send(): void {
    // Whether it is remembered has to be settled first.
    if (memory.isChanging) return
    void sendDraft({ draftKey, threadId, personaId })
  }

  function attach(files: File[]): void {
    if (isSending) return
    addFiles({ draftKey, threadId, personaId }, files, (said) => setComposerError(draftKey, said))
    field.current?.focus()
  }

  function paste(event: ClipboardEvent): void {
    const files = pastedFiles(event)
    if (files.length === 0) return
    event.preventDefault()
    attach(files)
  }

  function handleKey(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return
    event.preventDefault()
    if (!isEmpty) send()
  }

  return (
    <div
      className={classNames(
        'grid flex-none justify-center gap-x-5 overflow-hidden [scrollbar-gutter:stable_both-edges] @max-[560px]:[scrollbar-gutter:auto]',
        isInThread
          ? 'grid-cols-[80px_minmax(0,608px)] px-8 pt-2 pb-5 @min-[900px]:grid-cols-[80px_minmax(0,608px)_80px] @max-[560px]:grid-cols-1 @max-[560px]:px-2 @max-[560px]:pb-3'
          : 'grid-cols-[minmax(0,608px)] px-8 pb-5 @max-[560px]:px-6',
      )}
    >
      <div
        className={classNames('-mx-4 min-w-0', isInThread && 'col-start-2 @max-[560px]:col-start-1 @max-[560px]:mx-0')}
      >
        {error && (
          <div className="px-4 pb-3">
            <ErrorNote title={error.title} detail={error.detail} origin={error.origin}>
              {!lengthError && !filesError && (
                <TextLink onClick={() => setComposerError(draftKey, undefined)}>{words.close}</TextLink>
              )}
            </ErrorNote>
          </div>
        )}
        <div
          data-invalid={lengthError !== undefined}
          className={classNames('field-frame rounded-l pb-2', !memory.isOn && 'border-dashed')}
        >
          <DraftAttachments draftKey={draftKey} isSending={isSending} />
          <ModelNote draftKey={draftKey} />
          <textarea
            dir="auto"
            ref={field}
            aria-label={words.message}
            aria-busy={isSending}
            data-pane-focus=""
            rows={1}
            value={text}
            readOnly={isSending}
            placeholder={waitsForWord ? approvalWords.placeholder : placeholderFor(personaName, memory.isOn)}
            onChange={(event) => {
              write(draftKey, event.target.value)
              if (refused) setComposerError(draftKey, undefined)
            }}
            onKeyDown={handleKey}
            onPaste={paste}
            className="block field-sizing-content text-read max-h-[40vh] min-h-[46px] w-full resize-none bg-transparent px-4 pt-3 pb-2 outline-none"
          />
          <div className="flex items-center gap-0.5 px-2">
            {mark}
            <AttachButton isOff={isSending} onFiles={attach} />
            <MemoryToggle isOn={memory.isOn} isBusy={memory.isBusy || isSending} onChange={memory.set} />
            <span className="me-auto min-w-0 truncate px-2 text-small text-ink-3">
              {isWaiting ? attachmentWords.waitForFiles : isNotKept && words.notKept}
            </span>
            {threadId !== null && <ContextGauge threadId={threadId} />}
            <div className="min-w-0">
              <ModelPicker onError={(said) => setComposerError(draftKey, said)} />
            </div>
            {runId !== null && !isEmpty && (
              <Tooltip text={words.sendNextHint} shortcut="Enter">
                <Button look="bare" size="small" isBusy={isSending} onClick={send}>
                  {words.sendNext}
                </Button>
              </Tooltip>
            )}
            <SendButton
              mode={runId !== null ? 'stop' : 'send'}
              isBusy={(isSending && runId === null) || isStopping}
              isEmpty={isEmpty || lengthError !== undefined || filesError !== undefined}
              onSend={send}
              onStop={stop}
            />
          </div>
        </div>
      </div>
      {isOver && <DropHint />}
    </div>
  )
}

function placeholderFor(personaName: string | null, remembers: boolean): string {
  if (!remembers) return words.writeUnremembered
  return personaName === null ? words.writeAnything : words.writeTo(personaName)
}

/** The call the composer last answered: opened by arrow keys, a thread leaves the focus where it is. */
let answeredCall = -1

function useComposerFocus() {
  const field = useRef<HTMLTextAreaElement>(null)
  const call = useOpen((open) => open.composerCalls)
  useEffect(() => {
    if (call === answeredCall) return
    answeredCall = call
    field.current?.focus()
  }, [call])
  return field
}
