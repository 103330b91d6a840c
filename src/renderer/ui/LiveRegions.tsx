import { useEffect, useState } from 'react'
import { announcer } from '../lib/announcer'
import type { Announcement, Urgency } from '../lib/announcer'

/** The two hidden places a screen reader listens to. */
export function LiveRegions() {
  const [shown, setShown] = useState<Record<Urgency, readonly Announcement[]>>({ polite: [], assertive: [] })
  useEffect(() => announcer.listen(setShown), [])
  return (
    <div className="sr-only">
      {(['polite', 'assertive'] as const).map((urgency) => (
        <div key={urgency} aria-live={urgency} aria-atomic="false" aria-relevant="additions" data-live={urgency}>
          {shown[urgency].map(({ id, text }) => (
            <p key={id}>{text}</p>
          ))}
        </div>
      ))}
    </div>
  )
}
