export const words = {
  copied: 'Copied',
  couldNotCopy: 'Could not copy',
  copyDetails: 'Copy details',
  notReadAway: 'Not loaded: there is no connection to the project.',
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
