import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { queries } from '../../../wire/rpc'

/** Long enough to type on. */
const PAUSE = 300

interface Call {
  threadId: string
  answerId: string
  toolCallId: string
}

/**
 * Why a call would not be done if it were allowed, as it is or as it is being edited (`edited` is JSON; null: not at all).
 * Known before it is: allowing it says so, too. That it could not be asked is no problem of the call.
 */
export function useCallProblem(call: Call, edited: string | null): string | undefined {
  const settled = usePause(edited)
  const args = settled === null ? undefined : asObject(settled)
  const { data } = useQuery(
    queries.tools.check.queryOptions({
      input: { ...call, ...(args && { args }) },
      enabled: settled === null || args !== undefined,
      staleTime: 0,
      retry: false,
    }),
  )
  return settled === edited ? (data?.problem ?? undefined) : undefined
}

function usePause(text: string | null): string | null {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

export function asObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
