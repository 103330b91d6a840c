import { number } from '../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  copyCode: 'Code kopieren',
  copy: 'Kopieren',
  wrapLines: 'Lange Zeilen umbrechen',
  code: 'Code',
  codeIn: (language) => `Code in ${language}`,
  moreLines: (lines) => `${number(lines)} weitere Zeilen zeigen`,
  fewerLines: 'Weniger Zeilen zeigen',

  table: 'Tabelle',
  copyTable: 'Tabelle kopieren',
  asMarkdown: 'Als Markdown',
  asCsv: 'Als CSV',

  formula: 'Formel',
  formulaFailed: 'Diese Formel war nicht zu lesen. Sie steht hier, wie sie geschrieben wurde.',

  diagram: 'Diagramm',
  diagramFailed: 'Dieses Diagramm war nicht zu zeichnen. Es steht hier, wie es geschrieben wurde.',
  diagramRefused:
    'Dieses Diagramm will etwas von außen laden und wird deshalb nicht gezeichnet. Es steht hier, wie es geschrieben wurde.',
  diagramNamed: (name) => `Diagramm: ${name}`,
  showSource: 'Quelltext zeigen',
  showDiagram: 'Diagramm zeigen',
  enlarge: 'Vergrößern',
  close: 'Schließen',

  image: 'Bild',
  imageNamed: (alt) => `Bild: ${alt}`,

  footnotes: 'Fußnoten',
  footnote: (mark) => `Fußnote ${mark}`,
  backToText: 'Zurück zum Text',
  done: 'Erledigt',
  open: 'Offen',
}
