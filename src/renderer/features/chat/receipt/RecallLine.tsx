import { LoopIcon, UnloopedIcon } from '../../../ui/icons'
import type { RecallStep } from './memory-of-answer'
import { words } from './words'

/** The first step of an answer: what the question brought to mind. The receipt below takes its place in the end. */
export function RecallLine({ step }: { step: RecallStep }) {
  return (
    <p className="flex h-7 items-center gap-2.5 text-small text-ink-2 pointer-coarse:h-11">
      {step.hasFailed ? <UnloopedIcon className="text-ink-3" /> : <LoopIcon className="text-accent" />}
      <span className="truncate">
        {step.hasFailed ? words.recalling.failed : words.recalling.kept(step.found, step.used)}
        {step.isByWords && !step.hasFailed && ` ${words.recalling.byWords}`}
      </span>
    </p>
  )
}
