import { useState } from 'react'
import type { ReactNode } from 'react'
import { copyText } from '../lib/copy'
import { announce } from '../lib/announcer'
import { TextLink } from './TextLink'
import { words } from './words'

interface ErrorNoteProps {
  title: string
  detail: string
  /** Where it came from and when, for the last line. */
  origin?: string | undefined
  /** What "Copy details" puts on the clipboard; without it there is no such link. */
  details?: string
  /** At most three buttons, the fixing one first. */
  children?: ReactNode
}

/** Something failed, said where the act was: a rule at the side, what failed, why, and the way on. */
export function ErrorNote({ title, detail, origin, details, children }: ErrorNoteProps) {
  return (
    <div role="alert" className="border-s-2 border-danger py-0.5 ps-4">
      <p className="text-ui font-strong text-ink">{title}</p>
      <p className="mt-0.5 text-ui text-ink-2 [overflow-wrap:anywhere]">{detail}</p>
      {children && <div className="mt-3 flex flex-wrap gap-1.5">{children}</div>}
      {(origin || details) && (
        <p className="mt-3 text-small text-ink-3 [overflow-wrap:anywhere]">
          {origin}
          {origin && details && ' · '}
          {details && <CopyDetails details={details} />}
        </p>
      )}
    </div>
  )
}

function CopyDetails({ details }: { details: string }) {
  const [said, setSaid] = useState(words.copyDetails)
  async function copy(): Promise<void> {
    const outcome = await copyText(details).then(
      () => words.copied,
      () => words.couldNotCopy,
    )
    setSaid(outcome)
    announce(outcome)
  }
  return <TextLink onClick={() => void copy()}>{said}</TextLink>
}
