import { useState } from 'react'
import type { Message } from '../../../shared/contract/chat'
import { Button } from '../../ui/Button'
import { CopyAction } from './CopyAction'
import { HoverActions } from './HoverActions'
import { textOfMessage } from './parts'
import { words } from './words'

/** Beyond this a message is pasted material: it is shown folded, and is all there. */
const foldedFrom = 6_000
const shownWhenFolded = 2_000

/** What the person wrote, as they wrote it, on a band. */
export function OwnWords({ message, isActive }: { message: Message; isActive: boolean }) {
  const text = textOfMessage(message)
  const [isWhole, setWhole] = useState(false)
  const isFolded = text.length > foldedFrom && !isWhole
  return (
    <div data-band="" className="-mx-4 -my-[11px] rounded-l bg-band px-4 py-[11px]">
      <div className="reading whitespace-pre-wrap [unicode-bidi:plaintext]">
        {isFolded ? `${text.slice(0, shownWhenFolded).toWellFormed()}…` : text}
      </div>
      {isFolded && (
        <Button look="bare" size="small" className="-ms-2 mt-1" onClick={() => setWhole(true)}>
          {words.showAll(text.length)}
        </Button>
      )}
      <HoverActions ground="band">
        <CopyAction read={() => text} isActive={isActive} />
      </HoverActions>
    </div>
  )
}
