import * as Primitive from 'radix-ui/tabs'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../lib/class-names'

interface Tab {
  id: string
  words: string
  fact?: string | undefined
}

interface TabsProps {
  label: string
  value: string
  tabs: readonly Tab[]
  /** What stands at the end of the row. */
  end?: ReactNode
  onChange(value: string): void
  /** The content of the chosen one. */
  children: ReactNode
}

/** A few pages in the place of one. Arrow keys go from one to the next. */
export function Tabs({ label, value, tabs, end, onChange, children }: TabsProps) {
  return (
    <TabsAround value={value} onChange={onChange}>
      <div className="flex flex-none items-center gap-x-5 gap-y-1 px-8 max-narrow:flex-wrap max-narrow:px-6">
        <TabList label={label} tabs={tabs} />
        {end}
      </div>
      <TabContent value={value} tabIndex={-1} className="flex flex-col outline-none">
        {children}
      </TabContent>
    </TabsAround>
  )
}

interface TabsAroundProps {
  value: string
  onChange(value: string): void
  children: ReactNode
}

/** For a page whose tabs and content stand apart: it is around both. */
export function TabsAround({ value, onChange, children }: TabsAroundProps) {
  return (
    <Primitive.Root value={value} onValueChange={onChange} className="flex min-h-0 flex-1 flex-col">
      {children}
    </Primitive.Root>
  )
}

/** Beside a narrow rest of the page they can be pushed along; where the whole window is narrow, all of them stand there. */
export function TabList({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <Primitive.List
      aria-label={label}
      className="flex min-w-0 flex-1 gap-x-5 gap-y-1 overflow-x-auto [scrollbar-width:none] max-narrow:flex-wrap"
    >
      {tabs.map(({ id, words, fact }) => (
        <Primitive.Trigger
          key={id}
          value={id}
          className="flex h-9 flex-none items-center gap-1.5 border-b-2 border-transparent text-ui text-ink-2 -outline-offset-2 hover:text-ink data-[state=active]:border-ink data-[state=active]:font-strong data-[state=active]:text-ink pointer-coarse:h-11"
        >
          {words}
          {fact && <span className="text-small font-normal text-ink-3 tabular-nums">{fact}</span>}
        </Primitive.Trigger>
      ))}
    </Primitive.List>
  )
}

export function TabContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content className={classNames('min-h-0 flex-1', className)} {...props} />
}
