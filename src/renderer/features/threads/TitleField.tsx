import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Thread } from '../../../shared/contract/threads'
import { THREAD_TITLE_LIMIT } from '../../../shared/domain/limits'
import { wordsOf } from '../../wire/failure'
import { renameThread, stopRenaming } from './thread-actions'
import { titleOf } from './title-of'
import { words } from './words'

/** The title as a field. Enter and leaving it save; Escape does not. What could not be saved stays in it. */
export function TitleField({ thread }: { thread: Thread }) {
  const field = useRef<HTMLInputElement>(null)
  const before = useRef<Element | null>(null)
  const isLeaving = useRef(false)
  const [text, setText] = useState(titleOf(thread))
  const [error, setError] = useState<string | null>(null)

  useEffect(() => {
    before.current = document.activeElement
    field.current?.focus()
    field.current?.select()
  }, [])

  /** Gives the focus back to where it came from, unless it has already gone somewhere else by itself. */
  function leave(givesFocusBack: boolean): void {
    isLeaving.current = true
    stopRenaming()
    if (givesFocusBack && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
  }

  async function save(givesFocusBack: boolean): Promise<void> {
    if (isLeaving.current) return
    if (text.trim() === titleOf(thread)) return leave(givesFocusBack)
    try {
      await renameThread(thread.id, text)
      leave(givesFocusBack)
    } catch (cause) {
      const { title, detail } = wordsOf(cause)
      setError(`${words.couldNotRename}. ${title}. ${detail}`)
      field.current?.focus()
    }
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void save(true)
    if (event.key === 'Escape') leave(true)
  }

  return (
    <div className="min-w-0 flex-1">
      <input
        dir="auto"
        ref={field}
        aria-label={words.title}
        aria-invalid={error ? true : undefined}
        value={text}
        maxLength={THREAD_TITLE_LIMIT}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKey}
        onBlur={() => void save(false)}
        className="field-frame -ms-3 h-8 w-full max-w-96 rounded-m px-[11px] text-ui font-strong"
      />
      {error && (
        <p
          role="alert"
          className="absolute z-(--z-float) mt-1 max-w-96 rounded-m bg-raised p-2 text-small text-danger shadow-float"
        >
          {error}
        </p>
      )}
    </div>
  )
}
