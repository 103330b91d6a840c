import { useRef, useState } from 'react'
import type { Proposal } from '../../../shared/contract/memories'
import { toStorableText } from '../../../shared/domain/stored-text'
import { glimpse } from '../../../shared/domain/glimpse'
import { classNames } from '../../lib/class-names'
import { useKeyDown } from '../../lib/use-key-down'
import { useUnchangeable } from '../../ui/unchangeable'
import { ErrorNote } from '../../ui/ErrorNote'
import type { ErrorInWords } from '../../wire/failure'
import { ProposalActions } from './ProposalActions'
import { ProposalRelated } from './ProposalRelated'
import { ProposalSource } from './ProposalSource'
import { ProposalText } from './ProposalText'
import type { Decision } from './use-decisions'
import { useProposalDraft } from './use-proposal-draft'
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
  const written = useProposalDraft(proposal)
  const { draft } = written
  // Whoever comes back to a draft has the focus elsewhere.
  const [hasBegun, setBegun] = useState(false)
  const { related } = proposal
  const unchangeable = useUnchangeable()
  const text = draft ? toStorableText(draft.text.trim()) : ''

  const goOn = () => row.current?.querySelector('textarea')?.focus()

  function edit(): void {
    if (unchangeable !== null) return
    if (draft) return goOn()
    written.edit()
    setBegun(true)
  }

  function merge(): void {
    if (unchangeable !== null || !related) return
    if (draft?.as === 'merge') return goOn()
    written.merge(`${related.memory.content} ${proposal.content}`)
    setBegun(true)
  }

  function decide(kind: 'remember' | 'replace' | 'merge' | 'reject'): void {
    if (unchangeable !== null || isBusy || (draft && text === '')) return
    onDecide(
      kind === 'reject'
        ? { kind }
        : kind === 'merge'
          ? { kind, content: text }
          : { kind, ...(text && { content: text }) },
    )
  }

  function stopEditing(): void {
    written.end()
    row.current?.focus()
  }

  /** Nothing written is lost to a key: it stays in its field. */
  function leaveField(): void {
    if (written.isChanged) row.current?.focus()
    else stopEditing()
  }

  function keys(key: string): (() => unknown) | undefined {
    const element = row.current
    switch (key.toLowerCase()) {
      case 'enter':
      case 'a':
        return () => decide(draft?.as === 'merge' ? 'merge' : 'remember')
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
    if (event.key === 'Escape' && event.target instanceof HTMLTextAreaElement) {
      // The page would close.
      event.preventDefault()
      leaveField()
    }
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
      // The field is wider than the text it stands for, and would be cut.
      className={classNames(
        'visible mb-3.5 rounded-s',
        draft === null && '[contain-intrinsic-size:auto_96px] [content-visibility:auto]',
      )}
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
          {draft ? (
            <ProposalText
              label={draft.as === 'merge' ? words.mergedText : words.proposal}
              text={draft.text}
              takesFocus={hasBegun}
              onChange={written.write}
            />
          ) : (
            <p dir="auto" className="text-ui text-pretty [overflow-wrap:anywhere]">
              {proposal.content}
            </p>
          )}
          {related && <ProposalRelated related={related} />}
          {proposal.quote && (
            <blockquote dir="auto" className="mt-1 line-clamp-3 text-small text-ink-2 [overflow-wrap:anywhere]">
              {words.quoted(glimpse(proposal.quote))}
            </blockquote>
          )}
          <p className="mt-0.5 text-micro text-ink-3">
            {[words.kindOf(proposal.kind), words.importances[proposal.importance], owner].filter(Boolean).join(' · ')}
          </p>
          <ProposalSource proposal={proposal} />
          <ProposalActions
            related={related}
            editing={draft?.as ?? null}
            isBusy={isBusy}
            isEmpty={text === ''}
            onDecide={decide}
            onEdit={edit}
            onMerge={merge}
            onCancel={stopEditing}
          />
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
