import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Proposal } from '../../../shared/contract/memories'
import { toStorableText } from '../../../shared/domain/stored-text'
import { useKeyDown } from '../../lib/use-key-down'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { ProposalSource } from './ProposalSource'
import { words } from './words'

interface ProposalRowProps {
  proposal: Proposal
  onRemembered(): void
  onRejected(): void
}

/** One line that may be remembered. Enter remembers, E edits, Backspace does not keep it. */
export function ProposalRow({ proposal, onRemembered, onRejected }: ProposalRowProps) {
  const row = useRef<HTMLLIElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [edited, setEdited] = useState<string | null>(null)
  const isEditing = edited !== null
  useEffect(() => {
    if (isEditing) field.current?.focus()
  }, [isEditing])
  const accept = useMutation(
    queries.memories.accept.mutationOptions({
      onSuccess(notes) {
        const input = { personaId: proposal.personaId }
        queryClient.setQueryData(queries.memories.workingMemory.queryKey({ input }), notes)
        onRemembered()
      },
    }),
  )
  const reject = useMutation(queries.memories.reject.mutationOptions({ onSuccess: onRejected }))
  const error = accept.error ?? reject.error

  function remember(): void {
    const content = edited === null ? undefined : toStorableText(edited.trim())
    accept.mutate({ proposalId: proposal.id, ...(content ? { content } : {}) })
  }

  function stopEditing(): void {
    setEdited(null)
    row.current?.focus()
  }

  useKeyDown(row, (event) => {
    if (event.key === 'Escape' && edited !== null) stopEditing()
    if (event.target !== row.current || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') remember()
    else if (event.key === 'e' || event.key === 'E') setEdited(proposal.content)
    else if (event.key === 'Backspace') reject.mutate({ proposalId: proposal.id })
    else return
    event.preventDefault()
  })

  return (
    <li ref={row} tabIndex={0} data-proposal={proposal.id} className="rounded-s">
      {edited === null ? (
        <p className="text-ui text-pretty [overflow-wrap:anywhere]">{proposal.content}</p>
      ) : (
        <textarea
          ref={field}
          aria-label={words.proposal}
          value={edited}
          maxLength={2_000}
          onChange={(event) => setEdited(event.target.value)}
          className="field-frame -mx-2 field-sizing-content max-h-60 w-[calc(100%+16px)] resize-none rounded-m px-[7px] py-1.5 text-ui"
        />
      )}
      <ProposalSource proposal={proposal} />
      <div className="mt-1 -ms-2 flex gap-0.5">
        <Button
          look="bare"
          size="small"
          className="font-strong text-ink!"
          isBusy={accept.isPending}
          disabled={edited?.trim() === ''}
          onClick={remember}
        >
          {words.remember}
        </Button>
        {edited === null ? (
          <>
            <Button look="bare" size="small" onClick={() => setEdited(proposal.content)}>
              {words.edit}
            </Button>
            <Button
              look="bare"
              size="small"
              isBusy={reject.isPending}
              onClick={() => reject.mutate({ proposalId: proposal.id })}
            >
              {words.no}
            </Button>
          </>
        ) : (
          <Button look="bare" size="small" onClick={stopEditing}>
            {words.cancel}
          </Button>
        )}
      </div>
      {error && (
        <div className="mt-2">
          <ErrorNote {...wordsOf(error)} />
        </div>
      )}
    </li>
  )
}
