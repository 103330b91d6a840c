import * as Primitive from 'radix-ui/tooltip'
import type { FocusEvent, ReactNode } from 'react'

interface TooltipProps {
  text: string
  shortcut?: string
  children: ReactNode
}

/** The name of a thing that has only a picture. Never the only place of a fact. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild onFocus={onlyByKeyboard}>
        {children}
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-(--z-toast) max-w-72 rounded-m bg-ink px-2 py-1 text-micro text-paper shadow-float"
        >
          {text}
          {shortcut && <span className="ms-2 opacity-75">{shortcut}</span>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

// A button that gets the focus back after a click has not been asked for its name.
function onlyByKeyboard(event: FocusEvent<HTMLElement>): void {
  if (!event.currentTarget.matches(':focus-visible')) event.preventDefault()
}

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={500} disableHoverableContent>
      {children}
    </Primitive.Provider>
  )
}
