import type { words } from './words'

export const german: typeof words = {
  copied: 'Kopiert',
  couldNotCopy: 'Konnte nicht kopiert werden',
  notReadAway: 'Nicht geladen: Es besteht keine Verbindung zum Projekt.',
  copyDetails: 'Einzelheiten kopieren',
  brokenDialog: {
    title: 'Das ließ sich nicht anzeigen',
    detail: 'Etwas darin ist fehlgeschlagen. Nichts Gespeichertes ist verloren, und was dahinter liegt, geht weiter.',
  },
  tryAgain: 'Noch einmal versuchen',
  closeDialog: 'Schließen',
  reload: 'Fenster neu laden',
  colour: 'Farbe',
  colours: {
    clay: 'Ton',
    ochre: 'Ocker',
    moss: 'Moos',
    pine: 'Kiefer',
    lagoon: 'Lagune',
    slate: 'Schiefer',
    plum: 'Pflaume',
    rose: 'Altrosa',
    graphite: 'Graphit',
  },
}
