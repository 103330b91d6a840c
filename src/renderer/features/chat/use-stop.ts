import { useEffect, useEffectEvent, useState } from 'react'
import { hasMod } from '../../lib/keyboard'
import { stopRun } from './use-answering'
import { setComposerError } from './use-sending'

/** Stops a run, by a button or by mod and full stop. */
export function useStop(runId: string | null, draftKey: string): { stop: () => void; isStopping: boolean } {
  const [stoppingId, setStoppingId] = useState<string | null>(null)

  async function stopNow(): Promise<void> {
    if (runId === null || stoppingId === runId) return
    setStoppingId(runId)
    const error = await stopRun(runId)
    setComposerError(draftKey, error)
    if (error) setStoppingId(null)
  }

  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '.' || !hasMod(event) || runId === null) return
    event.preventDefault()
    void stopNow()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handleKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  return { stop: () => void stopNow(), isStopping: runId !== null && stoppingId === runId }
}
