import { Tabs as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

interface TabsProps {
  label: string
  value: string
  tabs: readonly { id: string; words: string; fact?: string | undefined }[]
  /** What stands at the end of the row. */
  end?: ReactNode
  onChange(value: string): void
  /** The content of the chosen one. */
  children: ReactNode
}

/** A few pages in the place of one. Arrow keys go from one to the next. */
export function Tabs({ label, value, tabs, end, onChange, children }: TabsProps) {
  return (
    <Primitive.Root value={value} onValueChange={onChange} className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-none flex-wrap items-center gap-x-5 gap-y-1 px-8 max-narrow:px-6">
        <Primitive.List aria-label={label} className="flex min-w-0 flex-1 flex-wrap gap-x-5">
          {tabs.map(({ id, words, fact }) => (
            <Primitive.Trigger
              key={id}
              value={id}
              className="flex h-9 items-center gap-1.5 border-b-2 border-transparent text-ui text-ink-2 hover:text-ink data-[state=active]:border-ink data-[state=active]:font-strong data-[state=active]:text-ink pointer-coarse:h-11"
            >
              {words}
              {fact && <span className="text-small font-normal text-ink-3 tabular-nums">{fact}</span>}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        {end}
      </div>
      <Primitive.Content value={value} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {children}
      </Primitive.Content>
    </Primitive.Root>
  )
}
