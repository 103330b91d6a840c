import { useEffect, useState } from 'react'

/** True once `isOn` has been true for that long: what passes quickly is never shown. */
export function useDelayed(isOn: boolean, milliseconds: number): boolean {
  const [isDue, setDue] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const timer = setTimeout(() => setDue(true), milliseconds)
    return () => {
      clearTimeout(timer)
      setDue(false)
    }
  }, [isOn, milliseconds])
  return isOn && isDue
}
