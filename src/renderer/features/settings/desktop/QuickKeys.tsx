import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { announce } from '../../../lib/announcer'
import { keysOf, labelOf } from '../../../lib/keys'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Keys } from '../../../ui/Keys'
import { wordsOf } from '../../../wire/failure'
import { useChoose } from './use-choose'
import { words } from './words'

/** The keys that bring the quick window up. Whether the system gives others, it says once it was asked for them. */
export function QuickKeys({ keys }: { keys: string }) {
  const choose = useChoose()
  const change = useRef<HTMLButtonElement>(null)
  const [isRecording, setRecording] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  function end(): void {
    setRecording(false)
    setRefused(null)
    requestAnimationFrame(() => change.current?.focus())
  }

  function record(event: KeyboardEvent): void {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return end()
    const pressed = keysOf(event.nativeEvent)
    if (pressed === null) return
    // Taken from all programs: Shift alone would only write another letter.
    if (!/(?:^|\+)(?:ctrl|alt|meta)\+/.test(pressed)) return setRefused(pressed)
    choose.mutate({ quickKeys: pressed }, { onSuccess: () => announce(words.keysGiven(labelOf(pressed))) })
    end()
  }

  return (
    <>
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        {isRecording ? (
          <>
            <div
              ref={focusAtOnce}
              role="textbox"
              aria-readonly="true"
              aria-label={words.recordingKeys}
              tabIndex={0}
              onKeyDown={record}
              className="field-frame flex min-h-8 min-w-48 items-center justify-center rounded-m px-3 text-small text-ink-2 pointer-coarse:min-h-11"
            >
              {words.recordKeys}
            </div>
            <Button size="small" look="bare" onClick={end}>
              {words.cancel}
            </Button>
          </>
        ) : (
          <>
            <Keys label={keys} />
            <Button ref={change} size="small" onClick={() => setRecording(true)}>
              {words.changeKeys}
            </Button>
          </>
        )}
      </div>
      {refused !== null && (
        <p role="alert" className="mt-1 text-small text-danger">
          {words.needsModifier(labelOf(refused))}
        </p>
      )}
      {choose.error && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(choose.error)} />
        </div>
      )}
    </>
  )
}

function focusAtOnce(field: HTMLElement | null): void {
  field?.focus()
}
