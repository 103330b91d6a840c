import { useEffect, useState } from 'react'

/** Whole seconds until a time, counting down to 0. 0 when there is none. */
export function useSecondsUntil(time: string | null): number {
  const [now, setNow] = useState(Date.now)
  const end = time === null ? 0 : Date.parse(time)
  const seconds = Math.max(0, Math.ceil((end - now) / 1_000))
  useEffect(() => {
    if (end <= Date.now()) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [end])
  return seconds
}
