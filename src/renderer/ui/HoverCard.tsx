import * as Primitive from 'radix-ui/hover-card'
import type { ReactNode } from 'react'

interface HoverCardProps {
  isOpen: boolean
  onOpenChange(isOpen: boolean): void
  /** What it shows, in words. */
  label: string
  /** What is looked at. */
  trigger: ReactNode
  children: ReactNode
}

/** A look at something before it is opened: after half a second of rest, beside it. Never the only place of a fact. */
export function HoverCard({ isOpen, onOpenChange, label, trigger, children }: HoverCardProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange} openDelay={600} closeDelay={100}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          role="region"
          aria-label={label}
          side="right"
          align="start"
          sideOffset={12}
          collisionPadding={8}
          className="appear z-(--z-float) w-80 max-w-[88vw] rounded-l border border-line bg-raised p-4 shadow-float"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
