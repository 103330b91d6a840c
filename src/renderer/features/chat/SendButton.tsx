import { classNames } from '../../lib/class-names'
import { shortcutLabel } from '../../lib/keyboard'
import { SendIcon, StopIcon } from '../../ui/icons'
import { Ring } from '../../ui/Ring'
import { Tooltip } from '../../ui/Tooltip'
import { words } from './words'

interface SendButtonProps {
  mode: 'send' | 'stop'
  isBusy: boolean
  /** There is nothing that could be sent. */
  isEmpty: boolean
  onSend(): void
  onStop(): void
}

/** Sends; while an answer is written it stops it, from the same place. It keeps the focus through all of this. */
export function SendButton({ mode, isBusy, isEmpty, onSend, onStop }: SendButtonProps) {
  const isStop = mode === 'stop'
  const isOff = isBusy || (!isStop && isEmpty)
  return (
    <Tooltip
      text={isStop ? words.stop : isBusy ? words.sending : words.send}
      shortcut={isStop ? shortcutLabel('.') : 'Enter'}
    >
      <button
        type="button"
        aria-label={isStop ? words.stop : words.send}
        aria-disabled={isOff}
        aria-busy={isBusy || undefined}
        onClick={isOff ? undefined : isStop ? onStop : onSend}
        className={classNames(
          'ms-1.5 grid size-8 flex-none place-items-center rounded-m transition-colors duration-(--dur-1) ease-out pointer-coarse:size-11',
          isOff
            ? 'bg-fill text-ink-3'
            : 'bg-(--accent-fill) text-on-accent hover:bg-[color-mix(in_oklch,var(--accent-fill)_90%,var(--ink))]',
        )}
      >
        {isBusy ? <Ring /> : isStop ? <StopIcon /> : <SendIcon />}
      </button>
    </Tooltip>
  )
}
