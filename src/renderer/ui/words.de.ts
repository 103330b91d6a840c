import type { words } from './words'

export const german: typeof words = {
  copied: 'Kopiert',
  couldNotCopy: 'Konnte nicht kopiert werden',
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
