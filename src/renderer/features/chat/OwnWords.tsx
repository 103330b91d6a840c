import { useState } from 'react'
import type { Message } from '../../../shared/contract/chat'
import { attachmentsOf } from '../../../shared/domain/attachment'
import { Button } from '../../ui/Button'
import { IconButton } from '../../ui/IconButton'
import { EditIcon } from '../../ui/icons'
import { Attachments } from './attachments/Attachments'
import { CopyAction } from './CopyAction'
import { EditOwnWords } from './EditOwnWords'
import { ForgetAction } from './ForgetAction'
import { HoverActions, RoomForActions } from './HoverActions'
import { MessageMenu } from './MessageMenu'
import { textOfMessage } from './parts'
import { beginEditing, useIsEditing } from './use-editing'
import { Versions } from './Versions'
import { words } from './words'

/** Beyond this a message is pasted material: it is shown folded, and is all there. */
const foldedFrom = 6_000
const shownWhenFolded = 2_000

// Where a line runs to the left, its beginning is where the actions are.
const rightToLeft = /[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}]/u
const endsRightToLeft = (text: string) => rightToLeft.test(text.slice(text.lastIndexOf('\n') + 1))

/** What the person wrote, as they wrote it, on a band; and as a field, when they write it anew. */
export function OwnWords({ message, isActive }: { message: Message; isActive: boolean }) {
  const text = textOfMessage(message)
  const attachments = attachmentsOf(message.content)
  const [isWhole, setWhole] = useState(false)
  const isFolded = text.length > foldedFrom && !isWhole
  const isTextLast = text !== '' && attachments.length === 0 && !isFolded && !endsRightToLeft(text)
  if (useIsEditing(message.id)) return <EditOwnWords message={message} />
  return (
    <>
      <div data-band="" className="relative -mx-4 -my-[11px] rounded-l bg-band px-4 py-[11px]">
        {text !== '' && (
          <div className="reading whitespace-pre-wrap [unicode-bidi:plaintext]">
            {isFolded ? `${text.slice(0, shownWhenFolded).toWellFormed()}…` : text}
            {isTextLast && <RoomForActions />}
          </div>
        )}
        {attachments.length > 0 && (
          <div className={text === '' ? 'py-1' : 'pt-3 pb-1'}>
            <Attachments attachments={attachments} />
          </div>
        )}
        {isFolded && (
          <Button look="bare" size="small" className="-ms-2 mt-1" onClick={() => setWhole(true)}>
            {words.showAll(text.length)}
          </Button>
        )}
        <HoverActions ground="band" isInLastLine={isTextLast}>
          <CopyAction read={() => text} isActive={isActive} />
          <IconButton
            size="small"
            label={words.edit}
            tabIndex={isActive ? 0 : -1}
            className="text-ink-3"
            icon={<EditIcon />}
            onClick={() => beginEditing(message)}
          />
          <ForgetAction message={message} isActive={isActive} />
          <MessageMenu message={message} isActive={isActive} />
        </HoverActions>
      </div>
      {message.siblingIds.length > 1 && (
        <div className="-me-1.5 mt-3.5 flex justify-end">
          <Versions message={message} isActive={isActive} />
        </div>
      )}
    </>
  )
}
