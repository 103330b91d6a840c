import type { words } from './words'

export const german: typeof words = {
  asTable: 'Als Tabelle zeigen',
  asChart: 'Als Diagramm zeigen',
  total: 'Gesamt',
  readout: (column, value) => `${column}: ${value}`,
  keys: 'Mit den Pfeiltasten von Balken zu Balken.',
}
