import { useRef, useState } from 'react'
import type { Proposal } from '../../../shared/contract/memories'
import { toStorableText } from '../../../shared/domain/stored-text'
import { useKeyDown } from '../../lib/use-key-down'
import { Button } from '../../ui/Button'
import { useUnchangeable } from '../../ui/unchangeable'
import { ErrorNote } from '../../ui/ErrorNote'
import type { ErrorInWords } from '../../wire/failure'
import { ProposalRelated } from './ProposalRelated'
import { ProposalSource } from './ProposalSource'
import { ProposalText } from './ProposalText'
import type { Decision } from './use-decisions'
import { words } from './words'

interface ProposalRowProps {
  proposal: Proposal
  /** Whose it would be, where they are of several. */
  owner: string | null
  isBusy: boolean
  error: ErrorInWords | null
  /** Null while nothing is being chosen. */
  isChosen: boolean | null
  onChoose(): void
  onDecide(decision: Decision): void
  onMove(row: Element, step: 1 | -1): boolean
}

/** Something that may be remembered. Enter or A remembers, E edits, M merges, R or Backspace does not keep it. */
export function ProposalRow(props: ProposalRowProps) {
  const { proposal, owner, isBusy, error, isChosen, onChoose, onDecide, onMove } = props
  const row = useRef<HTMLDivElement>(null)
  const [editing, setEditing] = useState<{ as: 'edit' | 'merge'; text: string } | null>(null)
  const { related } = proposal
  const unchangeable = useUnchangeable()

  const edit = () => unchangeable === null && setEditing({ as: 'edit', text: proposal.content })
  const merge = () =>
    unchangeable === null &&
    related &&
    setEditing({ as: 'merge', text: `${related.memory.content} ${proposal.content}` })
  const text = editing ? toStorableText(editing.text.trim()) : ''

  function decide(kind: 'remember' | 'replace' | 'merge' | 'reject'): void {
    if (unchangeable !== null || isBusy || (editing && text === '')) return
    onDecide(
      kind === 'reject'
        ? { kind }
        : kind === 'merge'
          ? { kind, content: text }
          : { kind, ...(text && { content: text }) },
    )
  }

  function stopEditing(): void {
    setEditing(null)
    row.current?.focus()
  }

  function keys(key: string): (() => unknown) | undefined {
    const element = row.current
    switch (key.toLowerCase()) {
      case 'enter':
      case 'a':
        return () => decide('remember')
      case 'e':
        return edit
      case 'm':
        return related ? merge : undefined
      case 'u':
        return related ? () => decide('replace') : undefined
      case 'backspace':
      case 'r':
        return () => decide('reject')
      case 'x':
        return onChoose
      case 'j':
      case 'arrowdown':
        return () => element && onMove(element, 1)
      case 'k':
      case 'arrowup':
        return () => element && onMove(element, -1)
      default:
        return undefined
    }
  }

  useKeyDown(row, (event) => {
    if (event.key === 'Escape' && editing) stopEditing()
    if (event.target !== row.current || event.altKey || event.ctrlKey || event.metaKey) return
    const act = keys(event.key)
    if (!act) return
    act()
    event.preventDefault()
  })

  return (
    <div
      role="listitem"
      ref={row}
      tabIndex={0}
      data-proposal={proposal.id}
      aria-label={proposal.content}
      aria-keyshortcuts="A E R J K"
      // Until it is measured, a row of a virtual list is hidden, and what is hidden takes no focus.
      className="visible mb-3.5 rounded-s [contain-intrinsic-size:auto_96px] [content-visibility:auto]"
    >
      <div className="flex gap-2.5">
        {isChosen !== null && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={words.choose(proposal.content)}
            checked={isChosen}
            onChange={onChoose}
            className="mt-1 size-4 flex-none accent-(--accent-fill)"
          />
        )}
        <div className="min-w-0 flex-1">
          {editing ? (
            <ProposalText
              label={editing.as === 'merge' ? words.mergedText : words.proposal}
              text={editing.text}
              onChange={(next) => setEditing({ ...editing, text: next })}
            />
          ) : (
            <p dir="auto" className="text-ui text-pretty [overflow-wrap:anywhere]">
              {proposal.content}
            </p>
          )}
          {related && <ProposalRelated related={related} />}
          {proposal.quote && (
            <blockquote className="mt-1 line-clamp-3 text-small text-ink-2 [overflow-wrap:anywhere]">
              “{proposal.quote}”
            </blockquote>
          )}
          <p className="mt-0.5 text-micro text-ink-3">
            {[words.kindOf(proposal.kind), words.importances[proposal.importance], owner].filter(Boolean).join(' · ')}
          </p>
          <ProposalSource proposal={proposal} />
          <div className="mt-1 -ms-2 flex flex-wrap gap-0.5">
            {editing?.as !== 'merge' && (
              <Button
                changes
                look="bare"
                size="small"
                className="font-strong text-ink!"
                isBusy={isBusy}
                disabled={editing !== null && text === ''}
                onClick={() => decide('remember')}
              >
                {related && proposal.related?.relation !== 'resembles' ? words.rememberToo : words.remember}
              </Button>
            )}
            {related && editing?.as !== 'merge' && (
              <Button changes look="bare" size="small" onClick={() => decide('replace')}>
                {words.replace}
              </Button>
            )}
            {editing === null ? (
              <>
                {related && (
                  <Button changes look="bare" size="small" onClick={merge}>
                    {words.merge}
                  </Button>
                )}
                <Button changes look="bare" size="small" onClick={edit}>
                  {words.edit}
                </Button>
                <Button changes look="bare" size="small" onClick={() => decide('reject')}>
                  {words.no}
                </Button>
              </>
            ) : (
              <>
                {editing.as === 'merge' && (
                  <Button
                    changes
                    look="bare"
                    size="small"
                    className="font-strong text-ink!"
                    isBusy={isBusy}
                    onClick={() => decide('merge')}
                  >
                    {words.mergeNow}
                  </Button>
                )}
                <Button look="bare" size="small" onClick={stopEditing}>
                  {words.cancel}
                </Button>
              </>
            )}
          </div>
          {error && (
            <div className="mt-2">
              <ErrorNote {...error} />
            </div>
          )}
        </div>
      </div>
    </div>
  )
}
