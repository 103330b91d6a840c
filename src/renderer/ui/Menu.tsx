// Dropdown and context menus look the same; both are Radix.
import * as ContextPrimitive from 'radix-ui/context-menu'
import * as Primitive from 'radix-ui/dropdown-menu'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../lib/class-names'
import { CheckIcon } from './icons'
import { useUnchangeable } from './unchangeable'

export const Menu = Primitive.Root
export const MenuTrigger = Primitive.Trigger
export const ContextMenu = ContextPrimitive.Root
export const ContextMenuTrigger = ContextPrimitive.Trigger

const surface =
  'appear z-(--z-float) max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-l border border-line bg-raised p-1 shadow-float'
const row =
  'relative flex min-h-8 items-center gap-2.5 rounded-m px-2.5 text-ui outline-none data-[highlighted]:bg-hover pointer-coarse:min-h-11'

export function MenuContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content sideOffset={4} collisionPadding={8} className={classNames(surface, className)} {...props} />
    </Primitive.Portal>
  )
}

export function ContextMenuContent({ className, ...props }: ComponentProps<typeof ContextPrimitive.Content>) {
  return (
    <ContextPrimitive.Portal>
      <ContextPrimitive.Content collisionPadding={8} className={classNames(surface, className)} {...props} />
    </ContextPrimitive.Portal>
  )
}

interface MenuItemProps {
  isDanger?: boolean
  shortcut?: string
  /** What it does changes what is stored: as of a Button. */
  changes?: boolean
  children: ReactNode
  onSelect(): void
}

export function MenuItem(props: MenuItemProps) {
  return <Primitive.Item {...useItemProps(props)} />
}

export function ContextMenuItem(props: MenuItemProps) {
  return <ContextPrimitive.Item {...useItemProps(props)} />
}

function useItemProps({ isDanger = false, shortcut, changes = false, children, onSelect }: MenuItemProps) {
  const reason = useUnchangeable()
  const isOff = changes && reason !== null
  return {
    onSelect,
    disabled: isOff,
    ...(isOff && { title: reason }),
    className: classNames(row, isOff ? 'text-ink-3' : isDanger ? 'text-danger' : 'text-ink'),
    children: (
      <>
        {children}
        {shortcut && (
          <span aria-hidden="true" className="ms-auto ps-4 text-micro text-ink-3">
            {shortcut}
          </span>
        )}
      </>
    ),
  }
}

export const MenuChoices = Primitive.RadioGroup

export function MenuChoice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Primitive.RadioItem value={value} className={classNames(row, 'ps-8 text-ink')}>
      <Primitive.ItemIndicator className="absolute start-2.5">
        <CheckIcon />
      </Primitive.ItemIndicator>
      {children}
    </Primitive.RadioItem>
  )
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2.5 pt-2 pb-1 text-micro text-ink-3">{children}</Primitive.Label>
}

export function MenuRule() {
  return <Primitive.Separator className="mx-2.5 my-1 h-px bg-line" />
}
