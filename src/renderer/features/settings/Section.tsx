import { useId } from 'react'
import type { ReactNode, Ref } from 'react'

/** A part of the settings under its heading, which stands on the edge of the fields. */
export function Section({ title, ref, children }: { title: string; ref?: Ref<HTMLElement>; children: ReactNode }) {
  const id = useId()
  return (
    <section ref={ref} tabIndex={-1} aria-labelledby={id} className="flex flex-col gap-4 rounded-s">
      <h2 id={id} className="ps-36 text-small font-strong max-narrow:ps-0">
        {title}
      </h2>
      {children}
    </section>
  )
}
