import { glimpse } from '../../shared/domain/glimpse'
import { draftOfThread, useDrafts } from '../state/drafts'
import { useOpen } from '../state/open'
import { Button } from '../ui/Button'
import { IconButton } from '../ui/IconButton'
import { CloseIcon } from '../ui/icons'
import { decideOnClipboard, useQuick } from './use-quick'
import { words } from './words'

/** More than fits is cut off where it is drawn, and still read aloud. */
const MOST = 120

function beginningOf(text: string): string {
  const line = glimpse(text).replaceAll(/\s+/g, ' ')
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line
}

/** Offers what was copied elsewhere. It becomes a part of the draft, and nothing else, once it is taken. */
export function ClipboardChip() {
  const clipboard = useQuick((quick) => quick.clipboard)
  if (clipboard === null) return null

  function take(text: string): void {
    const { threadId, personaId, focusComposer } = useOpen.getState()
    const key = draftOfThread(threadId, personaId)
    const { drafts, write } = useDrafts.getState()
    const before = drafts[key]?.text ?? ''
    write(key, before.trim() === '' ? text : `${before.trimEnd()}\n\n${text}`)
    decideOnClipboard()
    focusComposer()
  }

  return (
    <div className="flex flex-none items-center gap-1 px-3 pt-2">
      <Button size="small" className="min-w-0 shrink" title={words.clipboard} onClick={() => take(clipboard)}>
        <span dir="auto" className="truncate">
          {words.take(beginningOf(clipboard))}
        </span>
      </Button>
      <IconButton
        size="small"
        label={words.leave}
        icon={<CloseIcon />}
        onClick={() => {
          decideOnClipboard()
          useOpen.getState().focusComposer()
        }}
      />
    </div>
  )
}
