import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { useOpen } from '../../state/open'
import type { SettingsAim } from '../../state/open'

interface SectionProps {
  title: string
  /** Whoever is sent here finds it in view, with the focus on its heading. */
  aim?: SettingsAim['kind']
  children: ReactNode
}

/** A part of the settings under its heading, which stands on the edge of the fields. */
export function Section({ title, aim, children }: SectionProps) {
  const id = useId()
  const section = useRef<HTMLElement>(null)
  const isWanted = useOpen(({ settingsAim }) => aim !== undefined && settingsAim?.kind === aim)
  useEffect(() => {
    if (!isWanted) return
    if (section.current) showSection(section.current)
  }, [isWanted])
  return (
    <section ref={section} data-section={aim} aria-labelledby={id} className="flex scroll-mt-2 flex-col gap-4">
      <h2 id={id} tabIndex={-1} className="ms-36 self-start rounded-s text-small font-strong max-narrow:ms-0">
        {title}
      </h2>
      {children}
    </section>
  )
}

/** Brings a part of the settings to the top, and the focus to its heading: a ring around all of it would be a frame. */
export function showSection(section: HTMLElement): void {
  section.scrollIntoView({ block: 'start' })
  section.querySelector('h2')?.focus({ preventScroll: true })
}
