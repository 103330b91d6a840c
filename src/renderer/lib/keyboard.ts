import { isMac, labelOf, resolved } from './keys'

/** Whether the key that goes with commands is down: Command on a Mac, Control elsewhere. */
export function hasMod(event: { ctrlKey: boolean; metaKey: boolean }): boolean {
  return isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
}

/** A shortcut as it is written on this computer: ⌘N or Ctrl N. */
export function shortcutLabel(key: string): string {
  return labelOf(resolved(`mod+${key.toLowerCase()}`))
}

/** Whether the keys one types now go into a text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
