import { number } from '../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  saveTitle: (name) => `„${name}“ speichern`,
  saveMany: (count) => `${number(count)} Unterhaltungen speichern`,
  as: 'Als',
  kinds: {
    markdown: {
      name: 'Markdown-Text',
      detail: 'Text für andere Programme. Anhänge werden genannt und sind nicht darin.',
    },
    html: {
      name: 'Webseite',
      detail:
        'Eine Datei für jeden Browser, mit Bildern bis 48 MB; andere Anhänge werden genannt. Nichts darin läuft oder lädt.',
    },
    kith: {
      name: 'Kith-Datei (JSON)',
      detail:
        'Um sie wieder in Kith zu öffnen: alle Fassungen, und Anhänge, soweit 96 MB reichen. Keine Erinnerungen, Notizen oder Schlüssel.',
    },
  },
  shownOnly: 'Gespeichert wird, was zu sehen ist: von mehreren Fassungen die gezeigte.',
  receipts: 'Woraus jede Antwort entstand',
  receiptsHint: 'Verwendete Erinnerungen und frühere Nachrichten stehen dann darunter, für alle zu lesen.',
  save: 'Speichern',
  saved: (place) => `Gespeichert: ${place}`,
  leftOut: {
    title: (count) =>
      count === 1
        ? 'Gespeichert, doch ein Anhang ist nicht darin'
        : `Gespeichert, doch ${number(count)} Anhänge sind nicht darin`,
    noRoom: {
      kith: (names) => `Kein Platz war für ${names}: Eine Kith-Datei fasst 96 MB. In Kith bleibt alles.`,
      html: (names) => `Kein Platz war für ${names}: Eine Seite fasst 48 MB Bilder. In Kith bleibt alles.`,
    },
    gone: (names) => `Auch in Kith fehlen: ${names}.`,
    others: (count) => `${number(count)} weitere`,
  },
  downloading: (count) => (count === 1 ? 'Die Datei ist unterwegs' : `${number(count)} Dateien sind unterwegs`),

  openTitle: 'Kith-Datei öffnen',
  sending: 'Die Datei wird gelesen',
  progress: (percent) => `${percent} Prozent`,
  noTitle: 'ohne Titel',
  facts: {
    thread: 'Unterhaltung',
    persona: 'Mit',
    noPersona: 'keiner Persona',
    said: 'Geführt',
    messages: 'Nachrichten',
    attachments: 'Anhänge',
    saved: 'Gespeichert',
  },
  between: (first, last) => (first === last ? first : `${first} bis ${last}`),
  messages: (shown, others) =>
    others === 0 ? number(shown) : `${number(shown)}, dazu ${number(others)} in anderen Fassungen`,
  attachments: (count, missing) =>
    missing === 0 ? number(count) : `${number(count)}, davon ${number(missing)} nicht in der Datei`,
  savedWith: (time, version) => `${time}, mit Kith ${version}`,
  stranger: 'Eine solche Datei kann jeder schreiben, und alles hinein. Noch ist nichts davon gespeichert.',
  bringTo: 'Aufnehmen bei',
  noPersona: 'Keine Persona',
  search: 'Persona suchen',
  nothing: 'So heißt keine Persona.',
  recall: 'Antworten anderswo dürfen darauf zurückgreifen',
  recallHint: 'Sonst ist das Gedächtnis darin aus, bis Sie es einschalten. Von selbst wird daraus keine Erinnerung.',
  bringIn: 'Aufnehmen',
  broughtIn: 'Die Unterhaltung wurde aufgenommen',
  tryAgain: 'Noch einmal versuchen',

  printing: 'Die Seiten werden vorbereitet',
  couldNotPrint: 'Die Unterhaltung ließ sich nicht drucken',

  commands: {
    open: 'Kith-Datei öffnen …',
    openAlias: 'importieren aufnehmen Unterhaltung',
    save: 'Diese Unterhaltung speichern als …',
    saveAlias: 'exportieren Markdown HTML JSON Datei herunterladen',
    print: 'Diese Unterhaltung drucken …',
    printAlias: 'Papier PDF',
  },
}
