import { number } from '../../lib/numbers'

export const words = {
  copyCode: 'Copy code',
  copy: 'Copy',
  wrapLines: 'Wrap long lines',
  code: 'Code',
  codeIn: (language: string) => `Code in ${language}`,
  moreLines: (lines: number) => `Show ${number(lines)} more lines`,
  fewerLines: 'Show fewer lines',

  table: 'Table',
  copyTable: 'Copy table',
  asMarkdown: 'As Markdown',
  asCsv: 'As CSV',

  formula: 'Formula',
  formulaFailed: 'This formula could not be read. It stands here as it was written.',

  diagram: 'Diagram',
  diagramFailed: 'This diagram could not be drawn. It stands here as it was written.',
  diagramRefused: 'This diagram asks for things from outside, so it is not drawn. It stands here as it was written.',
  diagramNamed: (name: string) => `Diagram: ${name}`,
  showSource: 'Show the source',
  showDiagram: 'Show the diagram',
  enlarge: 'Enlarge',
  close: 'Close',

  image: 'Image',
  imageNamed: (alt: string) => `Image: ${alt}`,

  footnotes: 'Footnotes',
  footnote: (number: string) => `Footnote ${number}`,
  backToText: 'Back to the text',
  done: 'Done',
  open: 'Not done',
}
