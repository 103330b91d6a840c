import * as Primitive from 'radix-ui/popover'
import type { ReactNode } from 'react'

interface PopoverProps {
  /** Read aloud when it opens. */
  label: string
  trigger: ReactNode
  children: ReactNode
}

/** More about one thing, beside it, until one looks elsewhere. */
export function Popover({ label, trigger, children }: PopoverProps) {
  return (
    <Primitive.Root>
      {trigger}
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          sideOffset={6}
          collisionPadding={8}
          align="end"
          className="appear z-(--z-float) max-w-[calc(100vw-16px)] rounded-l border border-line bg-raised p-4 shadow-float outline-none"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export const PopoverTrigger = Primitive.Trigger
