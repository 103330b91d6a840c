import { useEffect } from 'react'
import { isTyping } from '../../lib/keyboard'
import { forgetWayBack, goBack, useHasWayBack } from '../../state/way-back'
import { Button } from '../../ui/Button'
import { IconButton } from '../../ui/IconButton'
import { BackIcon, CloseIcon } from '../../ui/icons'
import { Tooltip } from '../../ui/Tooltip'
import { words } from './words'

/** After a jump to a message: the way back to where one was. */
export function WayBack({ threadId }: { threadId: string }) {
  const isThere = useHasWayBack(threadId)
  return isThere && <ThisWayBack threadId={threadId} />
}

function ThisWayBack({ threadId }: { threadId: string }) {
  useEffect(() => {
    document.addEventListener('keydown', goBackByKey)
    return () => document.removeEventListener('keydown', goBackByKey)
  }, [])
  return (
    <div className="pointer-events-none absolute inset-x-0 top-1 z-(--z-sticky) flex justify-center">
      <div className="pointer-events-auto flex rounded-m border border-line bg-raised shadow-float">
        <Tooltip text={words.back} shortcut={words.backShortcut}>
          <Button look="bare" size="small" onClick={goBack}>
            <BackIcon />
            {words.back}
          </Button>
        </Tooltip>
        <IconButton
          size="small"
          label={words.stay}
          className="text-ink-3"
          icon={<CloseIcon />}
          onClick={() => forgetWayBack(threadId)}
        />
      </div>
    </div>
  )
}

/** From anywhere: right after the jump nothing has the focus, until the message is drawn. In a text it is the text's key. */
function goBackByKey(event: KeyboardEvent): void {
  const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event
  if (key !== 'ArrowLeft' || !altKey || ctrlKey || metaKey || shiftKey || event.defaultPrevented) return
  if (isTyping(target) || (target instanceof Element && target.closest('[role=dialog], [role=menu]'))) return
  event.preventDefault()
  goBack()
}
