import { Fold } from '../../ui/Fold'
import { AlertIcon, CloseIcon, LoopIcon } from '../../ui/icons'
import { Ring } from '../../ui/Ring'
import type { ToolUse } from './parts'
import { words as approvalWords } from './approval/words'
import { words } from './words'

interface ToolStepProps {
  use: ToolUse
  /** The answer is over: what has not come back will not. */
  isOver: boolean
}

/** One tool call: a line that says what was done, and unfolds to what went in and what came back. */
export function ToolStep({ use, isOver }: ToolStepProps) {
  const isProposal = use.name === 'propose_working_memory'
  return (
    <Fold
      key={use.state === 'failed' ? 'failed' : 'fine'}
      icon={<StepIcon use={use} isProposal={isProposal} isOver={isOver} />}
      title={sentence(use, isProposal, isOver)}
      isDanger={use.state === 'failed'}
      isOpenAtFirst={use.state === 'failed'}
    >
      <div className="flex flex-col gap-2">
        <Value label={words.toolArguments} value={use.given} />
        <Value label={use.state === 'denied' ? approvalWords.told : words.toolResult} value={use.result} />
      </div>
    </Fold>
  )
}

function StepIcon({ use, isProposal, isOver }: ToolStepProps & { isProposal: boolean }) {
  if (use.state === 'failed') return <AlertIcon />
  if (use.state === 'denied' || (isOver && use.state !== 'done')) return <CloseIcon />
  if (use.state === 'running') return <Ring />
  return <LoopIcon className={isProposal ? 'text-accent' : ''} />
}

function sentence({ name, state, result, approval }: ToolUse, isProposal: boolean, isOver: boolean): string {
  const title = approval?.title ?? words.tools.names[name] ?? name
  if (isOver && state === 'running') return approvalWords.unfinished(title)
  if (isOver && state === 'allowed') return approvalWords.unanswered(title)
  if (approval && state !== 'running' && state !== 'failed') {
    const { outcome } = approval
    return outcome ? approvalWords.outcomes[outcome](title) : approvalWords.unanswered(title)
  }
  const known = state === 'denied' ? 'failed' : state === 'allowed' ? 'running' : state
  if (isProposal) {
    return { running: words.tools.proposing, done: outcomeOfProposal(result), failed: words.tools.proposingFailed }[
      known
    ]
  }
  if (name === 'recall') {
    return { running: words.tools.recalling, done: words.tools.recalled, failed: words.tools.recallFailed }[known]
  }
  return { running: words.tools.running, done: words.tools.done, failed: words.tools.failed }[known](title)
}

// What is known already, or says nothing, is not proposed; saying that it was would send somebody looking for it.
function outcomeOfProposal(result: unknown): string {
  const outcome = typeof result === 'object' && result !== null && 'outcome' in result ? result.outcome : 'proposed'
  if (outcome === 'proposed') return words.tools.proposed
  return outcome === 'known' ? words.tools.knownAlready : words.tools.proposedNothing
}

function Value({ label, value }: { label: string; value: unknown }) {
  if (value === undefined) return null
  return (
    <div>
      <p className="text-micro text-ink-3">{label}</p>
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        className="mt-1 max-h-60 overflow-auto rounded-m bg-band px-3.5 py-2.5 font-mono text-code whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </pre>
    </div>
  )
}
