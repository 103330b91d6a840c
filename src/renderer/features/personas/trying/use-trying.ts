import { useEffect, useRef, useState } from 'react'
import { announce } from '../../../lib/announcer'
import { plainText } from '../../../lib/plain-text'
import { withoutMessage, wordsOf } from '../../../wire/failure'
import type { ErrorInWords } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { settingsOf } from '../persona-fields'
import type { PersonaFields } from '../persona-fields'

export interface TriedTurn {
  role: 'user' | 'assistant'
  text: string
}

/** A conversation that lives as long as the form: what was said, who answers, and what went wrong. */
export function useTrying(fields: PersonaFields) {
  const [turns, setTurns] = useState<readonly TriedTurn[]>([])
  const [model, setModel] = useState<string | null>(null)
  const [isAnswering, setAnswering] = useState(false)
  const [isStopped, setStopped] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const stopping = useRef<AbortController | null>(null)
  useEffect(() => () => stopping.current?.abort(), [])

  async function answer(asked: readonly TriedTurn[]): Promise<void> {
    const stop = new AbortController()
    stopping.current = stop
    setTurns(asked)
    setError(null)
    setStopped(false)
    setAnswering(true)
    const { id: personaId, name, instructions } = fields
    let text = ''
    try {
      const events = await rpc.personas.try(
        { personaId, name: name.trim() || '…', instructions, settings: settingsOf(fields), turns: [...asked] },
        { signal: stop.signal },
      )
      for await (const event of events) {
        if (stop.signal.aborted) break
        if (event.type === 'begins')
          setModel(event.provider === event.model ? event.model : `${event.provider}, ${event.model}`)
        else {
          text += event.delta
          setTurns([...asked, { role: 'assistant', text }])
        }
      }
      if (!stop.signal.aborted) announce(plainText(text))
    } catch (cause) {
      // What is tried out is stored nowhere.
      if (!stop.signal.aborted) setError(withoutMessage(wordsOf(cause)))
    } finally {
      // A later one may have begun meanwhile.
      if (stopping.current === stop) setAnswering(false)
    }
  }

  const lastAsked = turns.findLastIndex(({ role }) => role === 'user')
  return {
    turns,
    model,
    isAnswering,
    isStopped,
    error,
    say: (text: string) => void answer([...turns, { role: 'user', text }]),
    again: () => void answer(turns.slice(0, lastAsked + 1)),
    stop(): void {
      stopping.current?.abort()
      setStopped(true)
      setAnswering(false)
    },
    clear(): void {
      stopping.current?.abort()
      setTurns([])
      setModel(null)
      setError(null)
      setStopped(false)
      setAnswering(false)
    },
  }
}
