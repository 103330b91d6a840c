// Keys as text: "ctrl+shift+k", "f6", "?". How they are read from an event, written on screen and judged.
// `mod` stands for Command on a Mac and Control elsewhere; it is only in defaults, never in what was recorded.
import { words } from './words'

export const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

/** In a tab of a browser, which keeps some keys to itself; the window of the program hears all of them. */
export const isInBrowser = typeof window !== 'undefined' && !('kith' in window)

const modifiers = ['ctrl', 'alt', 'shift', 'meta'] as const
type Modifier = (typeof modifiers)[number]

type KeysPressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>

/** The keys of an event; null while only modifiers are down. */
export function keysOf(event: KeysPressed): string | null {
  const key = nameOf(event)
  if (key === null) return null
  // What shift makes of a key is another sign already: "?" and not "shift+/". Letters and keys with names keep it.
  const hasOwnSign = key === 'plus' || (key.length === 1 && !/[a-z0-9]/.test(key))
  const down: Record<Modifier, boolean> = {
    ctrl: event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey && !hasOwnSign,
    meta: event.metaKey,
  }
  return [...modifiers.filter((modifier) => down[modifier]), key].join('+')
}

function nameOf({ key, code, altKey }: KeysPressed): string | null {
  if (['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'Dead', 'Process', 'Unidentified'].includes(key)) return null
  if (key === ' ') return 'space'
  if (key === '+') return 'plus'
  // Letters count by their place where the layout has others, and where Alt makes signs of them.
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter && (altKey || !/^[a-z]$/i.test(key))) return letter.toLowerCase()
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit && altKey) return digit
  return key.toLowerCase()
}

/** Defaults in the keys of this computer. */
export function resolved(keys: string, onMac = isMac): string {
  const parts = keys.split('+').map((part) => (part === 'mod' ? (onMac ? 'meta' : 'ctrl') : part))
  const key = parts.at(-1) ?? ''
  return [...modifiers.filter((modifier) => parts.slice(0, -1).includes(modifier)), key].join('+')
}

/** As they are written here: "Ctrl Shift K", or "⇧⌘K" on a Mac. */
export function labelOf(keys: string, onMac = isMac): string {
  const parts = keys.split('+')
  const named = parts.map((part, index) => (index < parts.length - 1 ? modifierLabel(part, onMac) : keyLabel(part)))
  return named.join(onMac ? '' : ' ')
}

const macSigns: Record<string, string> = { ctrl: '⌃', alt: '⌥', shift: '⇧', meta: '⌘' }

function modifierLabel(part: string, onMac: boolean): string {
  return (onMac ? macSigns : words.modifiers)[part] ?? part
}

function keyLabel(key: string): string {
  return words.keys[key] ?? (key.length === 1 ? key.toUpperCase() : `${key[0]?.toUpperCase()}${key.slice(1)}`)
}

/** Whether these keys write something, where one is writing. */
export function isWriting(keys: string): boolean {
  const key = keys.split('+').at(-1) ?? ''
  const isCommand = /(^|\+)(ctrl|alt|meta)\+/.test(keys)
  return !isCommand && !/^f\d+$/.test(key)
}

export type Unusable = 'writing' | 'system' | 'browser'

const ofTheSystem = ['tab', 'enter', 'escape', 'arrowup', 'arrowdown', 'arrowleft', 'arrowright', 'space', 'backspace']
/** macOS hears them before any program does: its search, and the next program. */
const ofMacOS = ['meta+space', 'alt+meta+space', 'meta+tab', 'shift+meta+tab']
const ofEveryText = ['c', 'v', 'x', 'a', 'z']
// Windows and tabs: Chromium and Firefox let no page have these, or one of them does not.
const ofBrowsers = ['n', 't', 'w', 'q', 'shift+n', 'shift+t', 'shift+w', 'shift+p', 'shift+q']
const ofTabs = ['ctrl+tab', 'ctrl+shift+tab', 'ctrl+pageup', 'ctrl+pagedown', 'ctrl+f4']

/** Why keys cannot be given to a command; null when they can. */
export function whyUnusable(keys: string, onMac = isMac, inBrowser = isInBrowser): Unusable | null {
  const key = keys.split('+').at(-1) ?? ''
  if (ofTheSystem.includes(key) && !/(ctrl|alt|meta)\+/.test(keys)) return 'system'
  if (onMac && ofMacOS.includes(keys)) return 'system'
  if (ofEveryText.some((letter) => keys === resolved(`mod+${letter}`, onMac))) return 'system'
  if (keys === 'alt+f4' || keys === 'f5' || keys === 'f12') return 'system'
  if (inBrowser && (ofTabs.includes(keys) || ofBrowsers.some((other) => keys === resolved(`mod+${other}`, onMac))))
    return 'browser'
  return isWriting(keys) && key !== '?' && key !== 'delete' ? 'writing' : null
}
