import type { ReactNode } from 'react'
import { Section } from './Section'
import { words } from './words'

/** Which keys do what, and the way to change it. */
export function ShortcutsSection({ children }: { children: ReactNode }) {
  return (
    <Section title={words.shortcuts} aim="shortcuts">
      <div className="ps-36 max-narrow:ps-0">{children}</div>
    </Section>
  )
}
