import type { words } from './words'

export const german: typeof words = {
  open: 'Alles durchsuchen',
  alias: 'finden suchen Nachrichten Erinnerungen Metadaten',
}
