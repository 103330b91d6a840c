import type { words } from './words'

export const german: typeof words = {
  stop: 'Antwort anhalten',
  stopAlias: 'abbrechen beenden stoppen',
  attach: 'Datei anhängen',
  attachAlias: 'hinzufügen Bild Foto Dokument hochladen',
  model: 'Mit einem anderen Modell antworten',
  modelAlias: 'wählen wechseln Anbieter',
  memoryOff: 'In dieser Unterhaltung nichts merken',
  memoryOn: 'Diese Unterhaltung wieder merken',
  memoryName: 'Diese Unterhaltung merken oder nichts daraus',
  memoryAlias: 'Gedächtnis Erinnerung an aus privat',
  saidMemoryOff: 'Aus dieser Unterhaltung wird nichts gemerkt',
  saidMemoryOn: 'Diese Unterhaltung wird gemerkt',
  forkWithVersions: 'Neue Unterhaltung mit allen Fassungen bis hier',
  forkedWithVersions: 'Eine neue Unterhaltung mit allem bis hier, in allen Fassungen',
}
