import type { FileWords } from './words'

export const german: FileWords = {
  you: 'Sie',
  assistant: 'Kith',
  untitled: 'Unterhaltung',
  persona: 'Persona',
  begun: 'Begonnen',
  lastMessage: 'Letzte Nachricht',
  models: 'Geantwortet hat',
  saved: 'Aus Kith gespeichert',
  attached: 'Angehängt',
  used: 'Woraus diese Antwort entstand',
  notes: 'die Notizen der Persona',
  memory: 'Erinnerung',
  message: 'Nachricht',
  tool: (name) => `Werkzeug: ${name}`,
  toolStates: { done: 'erledigt', failed: 'fehlgeschlagen', denied: 'nicht ausgeführt', other: 'nicht beendet' },
  stopped: 'Diese Antwort wurde angehalten.',
  failed: 'Diese Antwort ist fehlgeschlagen.',
  writing: 'Diese Antwort entstand noch.',
  linkTo: (host) => `führt zu ${host}`,
  picture: 'Bild',
}
