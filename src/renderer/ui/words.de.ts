import type { words } from './words'

export const german: typeof words = {
  copied: 'Kopiert',
  couldNotCopy: 'Konnte nicht kopiert werden',
  copyDetails: 'Einzelheiten kopieren',
}
