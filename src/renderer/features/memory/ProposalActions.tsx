import type { Proposal } from '../../../shared/contract/memories'
import { Button } from '../../ui/Button'
import { words } from './words'

interface ProposalActionsProps {
  related: Proposal['related']
  /** What is being written, if anything is. */
  editing: 'edit' | 'merge' | null
  isBusy: boolean
  isEmpty: boolean
  onDecide(kind: 'remember' | 'replace' | 'merge' | 'reject'): void
  onEdit(): void
  onMerge(): void
  onCancel(): void
}

/** What can be done with a proposal, or with what is being made of it. */
export function ProposalActions(props: ProposalActionsProps) {
  const { related, editing, isBusy, isEmpty, onDecide, onEdit, onMerge, onCancel } = props
  return (
    <div className="mt-1 -ms-2 flex flex-wrap gap-0.5">
      {editing !== 'merge' && (
        <Button
          changes
          look="bare"
          size="small"
          className="font-strong text-ink!"
          isBusy={isBusy}
          disabled={editing !== null && isEmpty}
          onClick={() => onDecide('remember')}
        >
          {related && related.relation !== 'resembles' ? words.rememberToo : words.remember}
        </Button>
      )}
      {related && editing !== 'merge' && (
        <Button changes look="bare" size="small" onClick={() => onDecide('replace')}>
          {words.replace}
        </Button>
      )}
      {editing === null ? (
        <>
          {related && (
            <Button changes look="bare" size="small" onClick={onMerge}>
              {words.merge}
            </Button>
          )}
          <Button changes look="bare" size="small" onClick={onEdit}>
            {words.edit}
          </Button>
          <Button changes look="bare" size="small" onClick={() => onDecide('reject')}>
            {words.no}
          </Button>
        </>
      ) : (
        <>
          {editing === 'merge' && (
            <Button
              changes
              look="bare"
              size="small"
              className="font-strong text-ink!"
              isBusy={isBusy}
              disabled={isEmpty}
              onClick={() => onDecide('merge')}
            >
              {words.mergeNow}
            </Button>
          )}
          <Button look="bare" size="small" onClick={onCancel}>
            {words.cancel}
          </Button>
        </>
      )}
    </div>
  )
}
