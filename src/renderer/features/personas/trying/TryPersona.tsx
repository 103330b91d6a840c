import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Markdown } from '../../../ui/markdown/Markdown'
import { problemsOf } from '../persona-fields'
import type { PersonaFields } from '../persona-fields'
import { words } from '../words'
import { useTrying } from './use-trying'
import type { TriedTurn } from './use-trying'

const say = words.trying

/** A conversation with the persona as the form stands. A group and no form: the editor around it is one. */
export function TryPersona({ fields }: { fields: PersonaFields }) {
  const trying = useTrying(fields)
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const log = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const { turns, isAnswering, error, isStopped } = trying
  const hasProblems = Object.keys(problemsOf({ ...fields, name: fields.name || '…' })).length > 0
  const canSend = text.trim() !== '' && !isAnswering && !hasProblems

  // What is said grows between the field and what stands above it; the field would leave the form's view.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each of these moves what stands below
  }, [turns.length, error, isAnswering])
  const last = turns.at(-1)
  useEffect(() => {
    const element = log.current
    // Whoever reads further up is left there.
    if (element && last && element.scrollHeight - element.scrollTop - element.clientHeight < 80) {
      element.scrollTop = element.scrollHeight
    }
  }, [last])

  function send(): void {
    if (!canSend) return
    trying.say(text.trim())
    setText('')
  }

  /** The button goes away, and one writes on. */
  const andWriteOn = (act: () => void) => () => {
    act()
    field.current?.focus()
  }

  return (
    <div className="flex flex-col gap-3">
      <p className="text-small text-ink-3">{say.hint}</p>
      {turns.length > 0 && (
        <div
          ref={log}
          role="log"
          aria-label={say.conversation}
          // What is being written is said when it is whole.
          aria-live="off"
          tabIndex={0}
          className="flex max-h-96 flex-col gap-3 overflow-y-auto rounded-m bg-band px-3 py-2"
        >
          {turns.map((turn, place) => (
            <Said
              key={`turn ${String(place)}`}
              turn={turn}
              name={fields.name.trim() || 'Kith'}
              isGrowing={isAnswering && place === turns.length - 1 && turn.role === 'assistant'}
            />
          ))}
          {isAnswering && turns.at(-1)?.role === 'user' && <span className="cursor-block" />}
        </div>
      )}
      {isStopped && <p className="text-small text-ink-3">{say.stopped}</p>}
      {error && (
        <ErrorNote {...error}>
          <Button size="small" onClick={trying.again}>
            {say.again}
          </Button>
        </ErrorNote>
      )}
      <textarea
        ref={field}
        dir="auto"
        rows={2}
        aria-label={say.field}
        placeholder={say.field}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
        className="field-frame field-sizing-content max-h-40 w-full resize-none rounded-m px-[11px] py-1.5 text-ui"
      />
      {hasProblems && <p className="text-small text-ink-2">{say.problems}</p>}
      <div ref={end} className="scroll-mb-3 flex flex-wrap items-center gap-1.5">
        {isAnswering ? (
          <Button size="small" onClick={andWriteOn(trying.stop)}>
            {say.stop}
          </Button>
        ) : (
          <Button size="small" disabled={!canSend} onClick={send}>
            {say.send}
          </Button>
        )}
        {turns.length > 0 && (
          <Button size="small" look="bare" onClick={andWriteOn(trying.clear)}>
            {say.clear}
          </Button>
        )}
        {trying.model !== null && <span className="text-small text-ink-3">{say.answers(trying.model)}</span>}
      </div>
    </div>
  )
}

interface SaidProps {
  turn: TriedTurn
  name: string
  isGrowing: boolean
}

function Said({ turn: { role, text }, name, isGrowing }: SaidProps) {
  return (
    <div>
      <p className="truncate text-micro text-ink-3">{role === 'user' ? say.you : name}</p>
      {role === 'user' ? (
        <p dir="auto" className="text-ui whitespace-pre-wrap [overflow-wrap:anywhere]">
          {text}
        </p>
      ) : (
        <div className="reading-small">
          <Markdown text={text} isGrowing={isGrowing} />
        </div>
      )}
    </div>
  )
}
