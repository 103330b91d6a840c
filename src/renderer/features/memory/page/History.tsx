import { useMemo, useState } from 'react'
import type { MemoryVersion } from '../../../../shared/contract/memories'
import { fullDate } from '../../../lib/dates'
import { TextLink } from '../../../ui/TextLink'
import { words as memoryWords } from '../words'
import { piecesBetween, stepsOf, withoutFar } from './history'
import type { Step } from './history'
import { words } from './words'

/** Steps that are shown at first. */
const SHOWN = 5

interface HistoryProps {
  now: Step['after']
  /** Newest first. */
  versions: readonly MemoryVersion[]
  /** It was accepted because its owner accepts its kind unasked. */
  isAutomatic?: boolean
  onRestore?(version: MemoryVersion): void
}

/** What was changed when, word by word, latest first. */
export function History({ now, versions, isAutomatic = false, onRestore }: HistoryProps) {
  const [isAll, setAll] = useState(false)
  const steps = stepsOf(now, versions)
  const shown = isAll ? steps : steps.slice(0, SHOWN)
  return (
    <>
      <ol className="flex flex-col gap-3">
        {shown.map((step) => (
          <li key={step.before.version} className="border-s-2 border-line ps-3">
            <p className="text-small text-ink-2">
              <time dateTime={step.at}>{fullDate(new Date(step.at))}</time>, {byWhom(step, isAutomatic)}
            </p>
            <Changes step={step} />
            {onRestore && step.before.status !== 'proposed' && saysOther(step, now) && (
              <TextLink onClick={() => onRestore(step.before)}>{words.restore}</TextLink>
            )}
          </li>
        ))}
      </ol>
      {shown.length < steps.length && (
        <TextLink className="mt-2" onClick={() => setAll(true)}>
          {words.earlier}
        </TextLink>
      )}
    </>
  )
}

function byWhom({ before, after, by }: Step, isAutomatic: boolean): string {
  if (before.status !== 'proposed' || after.status === 'proposed') return words.changedBy[by]
  return isAutomatic ? memoryWords.automatic : words.accepted
}

/** Whether saying the earlier version again would change anything. */
function saysOther({ before }: Step, now: Step['after']): boolean {
  return before.content !== now.content || before.kind !== now.kind || before.importance !== now.importance
}

function Changes({ step: { before, after } }: { step: Step }) {
  const pieces = useMemo(
    () => (before.content === after.content ? [] : withoutFar(piecesBetween(before.content, after.content))),
    [before.content, after.content],
  )
  const facts = factsOf(before, after)
  return (
    <>
      {pieces.length > 0 && (
        <p dir="auto" className="max-h-80 overflow-y-auto text-ui whitespace-pre-line [overflow-wrap:anywhere]">
          {pieces.map(({ at, text, kind }) =>
            kind === 'same' ? (
              <span key={at}>{text}</span>
            ) : kind === 'taken' ? (
              <del key={at} className="bg-danger-soft text-danger">
                <span className="sr-only">{words.taken} </span>
                {text}
              </del>
            ) : (
              <ins key={at} className="bg-success-soft text-success">
                <span className="sr-only">{words.added} </span>
                {text}
              </ins>
            ),
          )}
        </p>
      )}
      {facts.map((fact) => (
        <p key={fact} className="text-ui">
          {fact}
        </p>
      ))}
      {pieces.length === 0 && facts.length === 0 && before.status !== 'proposed' && (
        <p className="text-ui">{words.facts.other}</p>
      )}
    </>
  )
}

function factsOf(before: Step['after'], after: Step['after']): string[] {
  const { facts, importances } = words
  return [
    before.kind !== after.kind && facts.kind(memoryWords.kindOf(before.kind), memoryWords.kindOf(after.kind)),
    before.importance !== after.importance &&
      facts.importance(importances[before.importance], importances[after.importance]),
    before.pinned !== after.pinned && (after.pinned ? facts.pinned : facts.unpinned),
    before.status !== after.status &&
      before.status !== 'proposed' &&
      (after.status === 'archived' ? facts.archived : facts.active),
  ].filter((fact) => fact !== false)
}
