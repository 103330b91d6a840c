import type { ReactNode } from 'react'
import { Section } from './Section'
import { words } from './words'

/** The backups; whoever was sent here by a notice lands here. */
export function BackupsSection({ children }: { children: ReactNode }) {
  return (
    <Section title={words.backups} aim="backups">
      <div className="ps-36 max-narrow:ps-0">{children}</div>
    </Section>
  )
}
