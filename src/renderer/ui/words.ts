export const words = {
  copied: 'Copied',
  couldNotCopy: 'Could not copy',
  copyDetails: 'Copy details',
  colour: 'Colour',
  colours: {
    clay: 'Clay',
    ochre: 'Ochre',
    moss: 'Moss',
    pine: 'Pine',
    lagoon: 'Lagoon',
    slate: 'Slate',
    plum: 'Plum',
    rose: 'Rose',
    graphite: 'Graphite',
  },
}
