import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { useOpen } from '../../state/open'
import type { SettingsAim } from '../../state/open'

interface SectionProps {
  title: string
  /** Whoever is sent here finds it in view, with the focus. */
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
    section.current?.scrollIntoView({ block: 'start' })
    section.current?.focus({ preventScroll: true })
  }, [isWanted])
  return (
    <section
      ref={section}
      data-section={aim}
      tabIndex={-1}
      aria-labelledby={id}
      className="flex flex-col gap-4 rounded-s"
    >
      <h2 id={id} className="ps-36 text-small font-strong max-narrow:ps-0">
        {title}
      </h2>
      {children}
    </section>
  )
}
