import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useOpen } from '../../state/open'
import { Section } from './Section'
import { words } from './words'

/** The backups; whoever was sent here by a notice lands here. */
export function BackupsSection({ children }: { children: ReactNode }) {
  const isWanted = useOpen(({ settingsAim }) => settingsAim?.kind === 'backups')
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isWanted) return
    section.current?.scrollIntoView({ block: 'start' })
    section.current?.focus({ preventScroll: true })
  }, [isWanted])
  return (
    <Section title={words.backups} ref={section}>
      <div className="ps-36 max-narrow:ps-0">{children}</div>
    </Section>
  )
}
