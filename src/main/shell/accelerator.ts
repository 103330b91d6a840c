// Keys as the page writes them, "ctrl+shift+space", in the words Electron knows them by.

const modifiers: Record<string, string> = {
  mod: 'CommandOrControl',
  ctrl: 'Control',
  alt: 'Alt',
  shift: 'Shift',
  meta: 'Super',
}

const keys: Record<string, string> = {
  space: 'Space',
  plus: 'Plus',
  enter: 'Enter',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Delete',
  insert: 'Insert',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  arrowup: 'Up',
  arrowdown: 'Down',
  arrowleft: 'Left',
  arrowright: 'Right',
  printscreen: 'PrintScreen',
}

/** Null for what no system takes from all programs: a key alone, or one that Electron has no name for. */
export function acceleratorOf(written: string): string | null {
  const parts = written.split('+')
  const key = nameOf(parts.at(-1) ?? '')
  const held = parts.slice(0, -1).map((part) => modifiers[part])
  // Shift alone only writes another letter.
  if (key === null || held.includes(undefined) || !parts.some((part) => part !== 'shift' && part in modifiers))
    return null
  return [...held, key].join('+')
}

function nameOf(key: string): string | null {
  if (/^[a-z0-9]$/.test(key) || /^f(?:[1-9]|1\d|2[0-4])$/.test(key)) return key.toUpperCase()
  if (/^[`~!@#$%^&*()\-_=[\]{}\\|;:'",<.>/?]$/.test(key)) return key
  return keys[key] ?? null
}
