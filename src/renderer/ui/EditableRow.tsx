import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button'
import { ConfirmDialog } from './ConfirmDialog'
import { ErrorNote } from './ErrorNote'

interface EditableRowProps {
  name: string
  /** One line about it. */
  fact: string
  edit: string
  /** Null: it stays. */
  remove: string | null
  /** Asked before it is removed. */
  question: { title: string; detail: string; keep: string }
  isRemoving: boolean
  /** Why it could not be removed. */
  error: { title: string; detail: string } | null
  /** Null: it cannot be changed. */
  onEdit: (() => void) | null
  onRemove(): void
  /** Before its name. */
  mark?: ReactNode
  /** Before the two buttons. */
  actions?: ReactNode
  /** Said below. */
  children?: ReactNode
}

/** A thing of a list in the settings, which can be changed and removed. */
export function EditableRow(props: EditableRowProps) {
  const { name, fact, edit, remove, question, isRemoving, error, onEdit, onRemove, mark, actions, children } = props
  const [isAsking, setAsking] = useState(false)
  return (
    <li className="border-line py-2 not-first:border-t">
      <div className="flex items-center gap-2">
        {mark}
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate text-ui">
            {name}
          </p>
          <p className="truncate text-small text-ink-3">{fact}</p>
        </div>
        {actions}
        {onEdit && (
          <Button size="small" look="bare" aria-label={`${edit} ${name}`} onClick={onEdit}>
            {edit}
          </Button>
        )}
        {remove && (
          <Button
            size="small"
            look="bare"
            aria-label={`${remove} ${name}`}
            isBusy={isRemoving}
            onClick={() => setAsking(true)}
          >
            {remove}
          </Button>
        )}
      </div>
      {children}
      {error && (
        <div className="mt-2">
          <ErrorNote {...error} />
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        {...question}
        act={remove ?? ''}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false)
          onRemove()
        }}
      />
    </li>
  )
}
