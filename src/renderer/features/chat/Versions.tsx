import type { Message } from '../../../shared/contract/chat'
import { useRunId } from '../../state/streams'
import { IconButton } from '../../ui/IconButton'
import { ChevronLeftIcon, ChevronRightIcon } from '../../ui/icons'
import { useVersions } from './use-versions'
import { words } from './words'

/** ‹ 2 of 3 ›: which version of a message is shown, and the way to the others. */
export function Versions({ message, isActive }: { message: Message; isActive: boolean }) {
  const { place, show, isBusy, error } = useVersions(message)
  const isAnswering = useRunId(message.threadId) !== null
  const all = message.siblingIds.length
  if (all < 2 || place === -1) return null

  const button = (step: 1 | -1) => {
    const isOff = isAnswering || isBusy || message.siblingIds[place + step] === undefined
    const name = step === 1 ? words.laterVersion : words.earlierVersion
    return (
      <IconButton
        size="small"
        label={isAnswering ? `${name}. ${words.switchLater}` : name}
        shortcut={step === 1 ? '→' : '←'}
        data-version={step === 1 ? 'later' : 'earlier'}
        tabIndex={isActive ? 0 : -1}
        aria-disabled={isOff}
        className={isOff ? 'text-ink-3/50 hover:bg-transparent hover:text-ink-3/50' : 'text-ink-3'}
        icon={step === 1 ? <ChevronRightIcon /> : <ChevronLeftIcon />}
        onClick={isOff ? undefined : () => show(step)}
      />
    )
  }
  return (
    <div role="group" aria-label={words.versions} className="flex items-center">
      {error && (
        <span role="alert" className="pe-2 text-small text-danger">
          {error.title}. {error.detail}
        </span>
      )}
      {button(-1)}
      <span className="min-w-12 text-center text-small text-ink-3 tabular-nums">{words.versionOf(place + 1, all)}</span>
      {button(1)}
    </div>
  )
}
