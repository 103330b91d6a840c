import type { words } from './words'

export const german: typeof words = {
  stop: 'Antwort anhalten',
  stopAlias: 'abbrechen beenden stoppen',
  attach: 'Datei anhängen',
  attachAlias: 'hinzufügen Bild Foto Dokument hochladen',
  model: 'Modell wählen, das antwortet',
  modelAlias: 'wechseln Anbieter',
  memoryOff: 'In diesem Gespräch nichts merken',
  memoryOn: 'Dieses Gespräch wieder merken',
  memoryName: 'Dieses Gespräch merken oder nichts daraus',
  memoryAlias: 'Gedächtnis Erinnerung an aus privat',
  saidMemoryOff: 'Aus diesem Gespräch wird nichts gemerkt',
  saidMemoryOn: 'Dieses Gespräch wird gemerkt',
  forkWithVersions: 'Neues Gespräch mit allen Fassungen bis hier',
  forkedWithVersions: 'Ein neues Gespräch mit allem bis hier, in allen Fassungen',
}
