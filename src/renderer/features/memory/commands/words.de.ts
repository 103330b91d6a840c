import type { words } from './words'

export const german: typeof words = {
  note: 'Notiz schreiben',
  noteAlias: 'Notizen Arbeitsgedächtnis merken bearbeiten',
  forgetWords: 'Vergessen, worin bestimmte Wörter vorkommen …',
  forgetAlias: 'löschen entfernen Erinnerung Suche',
}
