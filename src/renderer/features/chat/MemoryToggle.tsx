import { LoopIcon, UnloopedIcon } from '../../ui/icons'
import { words } from './words'

interface MemoryToggleProps {
  isOn: boolean
  isBusy: boolean
  onChange(isOn: boolean): void
}

/** Whether this thread remembers: whether anything is recalled and proposed in it. */
export function MemoryToggle({ isOn, isBusy, onChange }: MemoryToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-disabled={isBusy}
      title={isOn ? words.memoryOnHint : words.memoryOffHint}
      onClick={isBusy ? undefined : () => onChange(!isOn)}
      className="flex h-7 flex-none items-center gap-[7px] rounded-m px-2 text-small text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11"
    >
      {isOn ? <LoopIcon className="text-ink-3" /> : <UnloopedIcon className="text-ink-3" />}
      <span>{isOn ? words.memoryOn : words.memoryOff}</span>
    </button>
  )
}
