import type { words } from './words'

export const german: typeof words = {
  open: 'Alles suchen',
  alias: 'finden suchen Nachrichten Erinnerungen Metadaten',
}
