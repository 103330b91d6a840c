import type { ReactNode } from 'react'
import { useOpen } from '../../state/open'
import { Section } from './Section'
import { useAimed } from './use-aimed'
import { words } from './words'

/** Which keys do what, and the way to change it. */
export function ShortcutsSection({ children }: { children: ReactNode }) {
  const section = useAimed(useOpen(({ settingsAim }) => settingsAim?.kind === 'shortcuts'))
  return (
    <Section title={words.shortcuts} ref={section}>
      <div className="ps-36 max-narrow:ps-0">{children}</div>
    </Section>
  )
}
