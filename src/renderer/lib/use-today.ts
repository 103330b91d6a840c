import { useEffect, useState } from 'react'

/** Now, as of the beginning of this day or of the page: changes when the day does, so that "today" stays true. */
export function useToday(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => {
      setNow((before) => {
        const after = new Date()
        return after.toDateString() === before.toDateString() ? before : after
      })
    }, 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
