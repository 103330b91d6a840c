import type { words } from './words'

export const german: typeof words = {
  modifiers: { ctrl: 'Strg', alt: 'Alt', shift: 'Umschalt', meta: 'Meta' },
  keys: {
    plus: '+',
    space: 'Leertaste',
    escape: 'Esc',
    delete: 'Entf',
    insert: 'Einfg',
    enter: 'Eingabe',
    backspace: 'Rücktaste',
    home: 'Pos1',
    end: 'Ende',
    pageup: 'Bild auf',
    pagedown: 'Bild ab',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
  },
}
