import type { words } from './words'

export const german: typeof words = {
  alias: 'Einstellungen Optionen',
  parts: {
    model: 'Das Modell auswählen, das antwortet',
    memory: 'Einstellungen zum Gedächtnis',
    data: 'Wo die Daten liegen',
    'local-api': 'Programme Kith fragen lassen: die lokale API',
    licences: 'Lizenzen',
    desktop: 'Infobereich, kleines Fenster, Mitteilungen, Rechtschreibung',
  },
  settings: {
    size: { words: 'Die Größe von allem ändern', alias: 'Zoom größer kleiner Schrift' },
    motion: { words: 'Ändern, wie viel sich bewegt', alias: 'Animation Bewegung' },
    contrast: { words: 'Den Kontrast ändern', alias: 'hoher Kontrast' },
    list: { words: 'Ändern, was die Liste der Unterhaltungen zeigt', alias: 'Vorschau Titel' },
    acceptedKinds: {
      words: 'Auswählen, was ohne Rückfrage gemerkt wird',
      alias: 'automatisch annehmen Vorschläge Tatsachen',
    },
    recall: { words: 'Auswählen, wie viel abgerufen wird', alias: 'Budget Tokens Gedächtnis' },
    newThreads: { words: 'Auswählen, ob neue Unterhaltungen sich etwas merken', alias: 'Gedächtnis an aus privat' },
    folder: { words: 'Den Ordner der Daten öffnen', alias: 'Pfad Dateien Platte Größe Ort' },
    keys: { words: 'Wo Schlüssel aufbewahrt werden', alias: 'API Schlüsselbund Geheimnis' },
    bringIn: { words: 'Übernehmen, was ein Mastra-Projekt gespeichert hat', alias: 'Import' },
    updates: { words: 'Nach einer neueren Version fragen', alias: 'Update Aktualisierung Kanal Beta' },
    apiKeys: { words: 'Einen Schlüssel für ein Programm erstellen', alias: 'lokale API HTTP Token REST' },
    apiAccesses: { words: 'Sehen, welche Programme gefragt haben', alias: 'lokale API Zugriffe Protokoll Anfragen' },
    versions: { words: 'Die Versionen ansehen', alias: 'über Update Electron Node' },
  },
}
