export const words = {
  connecting: 'Connecting',
  opening: {
    database: 'Opening the database',
    restoring: 'Going back to the backup',
    'backing-up': 'Making a backup before the update',
    migrating: 'Updating the database. This can take some minutes.',
    account: 'Opening your account',
  },
  failedFallback: 'Kith could not start',
  tryAgain: 'Try again',
  goBackTo: (time: string) => `Go back to ${time}`,
  showBackups: 'Choose a backup',
  keepOldVersion: 'Keep the old version',
  startClean: 'Start clean beside it',
  startCleanTitle: 'Start with an empty Kith?',
  startCleanDetail:
    'Everything that is here now, backups included, moves into a folder of its own beside it. Nothing is deleted.',
  startCleanKeep: 'Not now',
  startCleanAct: 'Start clean',
  showFolder: 'Open the data folder',
  folderIs: (folder: string) => `Your data is in ${folder}.`,
  seeReport: 'See the report',
  startFailed: {
    title: 'The database could not be opened',
    detail: (reason: string) => `${reason} Nothing was changed and nothing was deleted.`,
  },
  accounts: {
    title: 'Whose Kith is this?',
    titleOfOne: 'This account has a password',
    nameless: 'Without a name',
    lastUsed: (time: string) => `Last used on ${time}`,
    neverUsed: 'Not used yet',
    password: 'Password',
    refused: 'This password is not right.',
    open: 'Open',
    remembered: 'Kith opens the account you choose from now on.',
  },
  readOnly: {
    title: 'This is your data as it was before the update',
    detail: 'The update failed, so everything can be read and nothing can be changed.',
    tryAgain: 'Try the update again',
  },
  retryFailed: 'Kith does not answer. Close this window and start Kith again.',
  reconnecting: 'Reconnecting. What you write stays here.',
  hostGone: {
    title: 'Kith is not running any more',
    detail: 'Start it again and open the link it prints. What you have not sent is kept in this browser.',
  },
  signedOut: {
    title: 'Kith does not know this page any more',
    detail:
      'Kith was started again, or this browser has forgotten what let it in. Open the link that Kith printed in its terminal; pressing Enter there prints a new one. What you have not sent is kept in this browser.',
  },
  databaseRestarting: 'Opening the database again. What you write stays here.',
  putAway: 'Close this notice',
  update: {
    available: (version: string) => `Kith ${version} is there.`,
    downloaded: (version: string) => `Kith ${version} is ready to be installed.`,
    open: 'See what can be done',
  },
  openBackups: 'Open the backups',
  notices: {
    backupFailed: (since: string, reason: string) =>
      `The daily backup could not be made (first on ${since}). ${reason} Kith tries again every hour; what you write is saved all the same.`,
    backupDamaged: (madeAt: string) =>
      `The backup of ${madeAt} found damaged parts in your database. Good backups from before it stay: copy them to another disk, and go back to the newest of them.`,
    settingsUnreadable: (keptAs: string) =>
      `The settings could not be read, so Kith began with new ones. The old file is kept as ${keptAs}.`,
    profilesUnreadable: (keptAs: string) =>
      `The list of profiles could not be read, so only the database on this computer is in it. The old file is kept as ${keptAs}.`,
    pricesUnreadable: (path: string, reason: string) =>
      `${path} cannot be read, so your own prices are not used. It stays as it is. ${reason}`,
    vaultIsAFile: (path: string) =>
      `There is no keychain here, so keys are kept in a file only your account on this computer can read: ${path}`,
    networkDrive: (drive: string, folder: string) =>
      `${folder} lies on a network drive (${drive}). A lost connection can damage a database there; a folder on this computer is safer.`,
    noSandbox:
      'Kith runs without the sandbox that its pages should run in (--no-sandbox). An AppImage is started like that where this Linux forbids what the sandbox needs; the .deb package brings that along.',
    endedBadly: 'Kith was not closed in order last time. What was stored is here.',
    runsInterrupted: (count: number) =>
      count === 1
        ? 'Kith was closed while it was answering. What had arrived is kept in the thread.'
        : `Kith was closed while ${count} answers were being written. What had arrived is kept in their threads.`,
  },
}
