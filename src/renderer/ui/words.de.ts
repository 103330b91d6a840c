import type { words } from './words'

export const german: typeof words = {
  copied: 'Kopiert',
  couldNotCopy: 'Konnte nicht kopiert werden',
  notReadAway: 'Nicht geladen: Es besteht keine Verbindung zum Projekt.',
  copyDetails: 'Einzelheiten kopieren',
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
