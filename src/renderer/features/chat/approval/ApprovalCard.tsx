import { useEffect, useId, useRef, useState } from 'react'
import type { AskedCall } from '../../../../shared/domain/approval'
import { announce } from '../../../lib/announcer'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { IconButton } from '../../../ui/IconButton'
import { MoreIcon } from '../../../ui/icons'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../../ui/Menu'
import { ApprovalText } from './ApprovalText'
import { GivenArguments } from './GivenArguments'
import { asObject, useCallProblem } from './use-call-problem'
import { useDeciding } from './use-deciding'
import { useFocusAfterwards } from './use-focus-afterwards'
import { words } from './words'

interface ApprovalCardProps {
  threadId: string
  answerId: string
  call: AskedCall
}

/** A tool that acts asks first. The one boxed thing in a conversation; it takes no focus by itself. */
export function ApprovalCard({ threadId, answerId, call }: ApprovalCardProps) {
  const { approval, args, toolCallId } = call
  const { title, server, runId } = approval
  const [writing, setWriting] = useState<'edit' | 'answer' | null>(null)
  const [edited, setEdited] = useState('')
  const problem = useCallProblem({ threadId, answerId, toolCallId }, writing === 'edit' ? edited : null)
  const { decide, stop, busy, error } = useDeciding(threadId, answerId, toolCallId)
  const titleId = useId()
  useEffect(() => announce(words.heard(title), 'assertive'), [title])
  const card = useRef<HTMLElement>(null)
  useFocusAfterwards(card)

  function putAway(): void {
    const from = writing
    setWriting(null)
    // Back to where it was opened, when that is there again.
    setTimeout(() => card.current?.querySelector<HTMLElement>(`[data-way="${from}"]`)?.focus())
  }

  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-labelledby={titleId}
      data-approval=""
      className="my-2 rounded-l border border-accent bg-raised px-5 py-4"
    >
      <h2 id={titleId} className="text-ui font-strong text-ink">
        {words.question(title)}
      </h2>
      <p className="mt-0.5 text-ui text-ink-2">{server === null ? words.own : words.from(server)}</p>
      {writing === 'edit' ? (
        <ApprovalText
          label={words.edited}
          initial={JSON.stringify(args, null, 2)}
          isCode
          act={words.allowEdited}
          isBusy={busy === 'edit'}
          problemWith={(text) => (asObject(text) ? problem : words.noJson)}
          onChange={setEdited}
          onAct={(text) =>
            decide('edit', { kind: 'approve', always: false, args: JSON.parse(text) as Record<string, unknown> })
          }
          onCancel={putAway}
        />
      ) : (
        <GivenArguments args={args} />
      )}
      {writing === 'answer' && (
        <ApprovalText
          label={words.yourAnswer}
          initial=""
          act={words.sendAnswer}
          isBusy={busy === 'answer'}
          onAct={(text) => decide('answer', { kind: 'answer', words: text })}
          onCancel={putAway}
        />
      )}
      {writing !== 'edit' && problem !== undefined && (
        <p role="status" className="mt-2 text-small text-danger [overflow-wrap:anywhere]">
          {problem}
        </p>
      )}
      {writing === null && (
        <div className="mt-3 flex flex-wrap gap-1.5">
          <Button
            look="primary"
            size="small"
            isBusy={busy === 'allow'}
            onClick={() => decide('allow', { kind: 'approve', always: false })}
          >
            {words.allow}
          </Button>
          <Button size="small" isBusy={busy === 'deny'} onClick={() => decide('deny', { kind: 'deny', never: false })}>
            {words.deny}
          </Button>
          <Button
            size="small"
            look="bare"
            data-way="edit"
            onClick={() => {
              setEdited(JSON.stringify(args, null, 2))
              setWriting('edit')
            }}
          >
            {words.edit}
          </Button>
          <Button size="small" look="bare" data-way="answer" onClick={() => setWriting('answer')}>
            {words.answer}
          </Button>
          <Menu>
            <MenuTrigger asChild>
              <IconButton
                size="small"
                label={words.more}
                icon={<MoreIcon />}
                aria-busy={busy === 'always' || busy === 'never' || busy === 'stop' || undefined}
              />
            </MenuTrigger>
            <MenuContent align="start">
              <MenuItem onSelect={() => decide('always', { kind: 'approve', always: true })}>
                {words.allowAlways}
              </MenuItem>
              <MenuItem onSelect={() => decide('never', { kind: 'deny', never: true })}>{words.denyNever}</MenuItem>
              <MenuItem onSelect={() => stop(runId)}>{words.stop}</MenuItem>
            </MenuContent>
          </Menu>
        </div>
      )}
      {error && (
        <div className="mt-3">
          <ErrorNote {...error} />
        </div>
      )}
    </section>
  )
}
