/** Keys with names, as they are printed on a keyboard. On a Mac the modifiers are signs. */
export const words = {
  modifiers: { ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', meta: 'Meta' } as Record<string, string>,
  keys: {
    plus: '+',
    space: 'Space',
    escape: 'Esc',
    delete: 'Del',
    pageup: 'Page Up',
    pagedown: 'Page Down',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
  } as Record<string, string>,
}
