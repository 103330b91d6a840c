export const words = {
  connecting: 'Connecting',
  opening: { database: 'Opening the database', account: 'Opening your account' },
  failedFallback: 'Kith could not start',
  tryAgain: 'Try again',
  retryFailed: 'Kith does not answer. Close this window and start Kith again.',
  reconnecting: 'Reconnecting. What you write stays here.',
  hostGone: {
    title: 'Kith is not running any more',
    detail: 'Start it again and open the link it prints. What you have not sent is kept in this browser.',
  },
  signedOut: {
    title: 'This page belongs to an earlier start of Kith',
    detail:
      'Open the link that Kith printed in its terminal; pressing Enter there prints a new one. What you have not sent is kept in this browser.',
  },
  databaseRestarting: 'Opening the database again. What you write stays here.',
  putAway: 'Close this notice',
  notices: {
    settingsUnreadable: (keptAs: string) =>
      `The settings could not be read, so Kith began with new ones. The old file is kept as ${keptAs}.`,
    vaultIsAFile: (path: string) =>
      `There is no keychain here, so keys are kept in a file only your account on this computer can read: ${path}`,
    runsInterrupted: (count: number) =>
      count === 1
        ? 'Kith was closed while it was answering. What had arrived is kept in the thread.'
        : `Kith was closed while ${count} answers were being written. What had arrived is kept in their threads.`,
  },
}
