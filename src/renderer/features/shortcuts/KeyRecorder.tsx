import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { announce } from '../../lib/announcer'
import { keysOf, labelOf, whyUnusable } from '../../lib/keys'
import { nameOfAction } from '../../state/actions'
import type { Action } from '../../state/actions'
import { giveKeys, holderOf } from '../../state/shortcuts'
import { Button } from '../../ui/Button'
import { Keys } from '../../ui/Keys'
import { words } from './words'

interface KeyRecorderProps {
  action: Action
  name: string
  onDone(): void
}

/** Takes the next keys that are pressed. Escape keeps what was there; what cannot be used is said in words. */
export function KeyRecorder({ action, name, onDone }: KeyRecorderProps) {
  const field = useRef<HTMLDivElement>(null)
  const [pressed, setPressed] = useState<string | null>(null)
  const refusal = pressed === null ? null : whyUnusable(pressed)
  const holder = pressed === null || refusal ? undefined : holderOf(pressed, action.id)

  function give(keys: string): void {
    giveKeys(action, keys)
    announce(words.given(labelOf(keys), name))
    onDone()
  }

  const record = useEffectEvent((event: KeyboardEvent) => {
    // Tab stays the way out, and the buttons of a conflict are pressed as ever.
    if (event.target !== field.current || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onDone()
    const keys = keysOf(event)
    if (keys === null) return
    setPressed(keys)
    if (!whyUnusable(keys) && !holderOf(keys, action.id)) give(keys)
  })

  useEffect(() => {
    field.current?.focus()
    // Before anything else hears of it: the keys are recorded, not obeyed.
    const listen = (event: KeyboardEvent) => record(event)
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])

  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 flex-1 text-ui">{name}</span>
        <div
          ref={field}
          role="textbox"
          aria-readonly="true"
          aria-label={words.recording(name)}
          tabIndex={0}
          className="field-frame flex min-h-7 min-w-32 items-center justify-center rounded-m px-2 text-small text-ink-2"
        >
          {pressed === null ? words.record : <Keys label={labelOf(pressed)} />}
        </div>
        <Button size="small" look="bare" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
      {refusal && pressed && (
        <p role="alert" className="text-small text-danger">
          {words.unusable[refusal](labelOf(pressed))}
        </p>
      )}
      {holder && pressed && (
        <div role="alert" className="flex flex-wrap items-center gap-2 text-small">
          <p>{words.taken(labelOf(pressed), nameOfAction(holder))}</p>
          <Button size="small" onClick={() => give(pressed)}>
            {words.moveHere}
          </Button>
          <Button size="small" look="bare" onClick={onDone}>
            {words.keep}
          </Button>
        </div>
      )}
    </div>
  )
}
