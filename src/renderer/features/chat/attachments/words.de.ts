import { ATTACHMENT_COUNT_LIMIT } from '../../../../shared/domain/attachment'
import type { words } from './words'

export const german: typeof words = {
  attach: 'Dateien anhängen',
  attachHint: `Bilder, PDFs und Texte, bis zu ${ATTACHMENT_COUNT_LIMIT}, je 10 MB. Auch durch Einfügen oder Hineinziehen.`,
  drop: 'Zum Anhängen loslassen',
  attached: 'Angehängte Dateien',
  remove: (name) => `${name} entfernen`,
  reading: (name, percent) => `${name}: ${percent} %`,
  ready: (name) => `${name} ist angehängt`,
  tryAgain: 'Noch einmal versuchen',
  elsewhere: 'unterwegs, aus einem anderen Fenster',
  lost: 'Nicht angehängt: Die Seite wurde neu geladen, bevor die Datei da war. Bitte noch einmal wählen.',
  madeSmaller: 'verkleinert',
  waitForFiles: 'Warten, bis die Dateien da sind, dann senden.',
  tooMany: {
    title: `Eine Nachricht kann ${ATTACHMENT_COUNT_LIMIT} Dateien haben`,
    detail: 'Die anderen wurden nicht angehängt. Erst diese senden oder einige entfernen.',
  },
  tooLargeTogether: {
    title: 'Diese Dateien sind zusammen zu groß',
    detail: 'Eine Nachricht kann 30 MB haben. Eine entfernen oder in Teilen senden.',
  },
  folder: 'Ein Ordner lässt sich nicht anhängen. Bitte die Dateien darin wählen.',
  noImages: (model) =>
    `${model} nimmt keine Bilder. Es erfährt nur ihre Namen; ein anderes Modell wählen, um sie zu zeigen.`,
  practiceReadsNothing:
    'Das Übungsmodell liest keine Dateien. Es erfährt nur ihre Namen; ein Modell verbinden, um sie zu zeigen.',
  thisModel: 'Dieses Modell',

  image: (name) => `Bild ${name}`,
  kinds: { image: 'Bild', pdf: 'PDF', text: 'Text' },
  open: 'Öffnen',
  openNamed: (name) => `${name} öffnen`,
  save: 'Speichern',
  saveNamed: (name) => `${name} speichern`,
  close: 'Schließen',
  previous: 'Voriges Bild',
  next: 'Nächstes Bild',
  placeOf: (place, all) => `${place} von ${all}`,
  loading: (name) => `${name} wird gelesen`,
  gone: 'Diese Datei gibt es hier nicht mehr',
  broken: 'Dieses Bild lässt sich nicht zeigen',
  goneHint: 'Sie wurde vergessen oder ist nicht in dieser Datenbank.',
  cut: 'Der Anfang ist zu sehen. Speichern, um alles zu lesen.',

  receipt: {
    title: 'Dateien',
    given: 'Dem Modell gegeben',
    unnamed: 'Eine Datei, die es hier nicht mehr gibt',
    reasons: {
      'not taken': 'Dieses Modell nimmt sie nicht',
      budget: 'Es war kein Platz mehr',
      repeated: 'Dort gegeben, wo sie noch einmal angehängt ist',
      gone: 'Es gab sie hier nicht mehr',
      unreadable: 'Es war kein Text darin zu lesen',
    },
  },
}
