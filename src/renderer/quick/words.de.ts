import type { words } from './words'

export const german: typeof words = {
  title: 'Kleines Fenster',
  answersAs: 'Wer antwortet',
  noPersona: 'Keine Persona',
  search: 'Personas durchsuchen',
  nobody: 'Niemand mit diesem Namen',
  newThread: 'Neue Unterhaltung',
  openInKith: 'In Kith öffnen',
  close: 'Schließen',
  recent: 'Letzte Unterhaltungen',
  none: 'Was Sie hier fragen, wird eine Unterhaltung wie jede andere.',
  loading: 'Unterhaltungen werden gelesen',
  tryAgain: 'Noch einmal versuchen',
  clipboard: 'Aus der Zwischenablage',
  take: (glimpse) => `„${glimpse}“ hinzufügen`,
  leave: 'Die Zwischenablage weglassen',
  notOpen: {
    title: 'Kith ist nicht bereit',
    detail: 'Das Fenster von Kith sagt, worauf es wartet.',
  },
  actions: {
    newThread: 'Neue Unterhaltung beginnen',
    openInKith: 'Das hier in Kith öffnen',
  },
}
