import type { words } from './words'

export const german: typeof words = {
  outcomes: {
    complete: 'Die Antwort ist da.',
    failed: 'Die Antwort ließ sich nicht zu Ende schreiben.',
    asks: 'Wartet auf Ihre Entscheidung.',
  },
}
