export const words = {
  copied: 'Copied',
  couldNotCopy: 'Could not copy',
  copyDetails: 'Copy details',
  notReadAway: 'Not loaded: there is no connection to the project.',
  brokenDialog: {
    title: 'This could not be shown',
    detail: 'Something in it failed. Nothing that was saved is lost, and what is behind it goes on.',
  },
  tryAgain: 'Try again',
  closeDialog: 'Close',
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
