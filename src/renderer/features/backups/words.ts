import type { Backup, LeftBehind } from '../../../shared/contract/database'

const reasons: Record<Backup['reason'], string> = {
  daily: 'Daily',
  'before-migration': 'Before an update',
  asked: 'Made by you',
}

const kinds: Record<LeftBehind['kind'], string> = {
  'before-restore': 'Your data before you went back to a backup',
  broken: 'A database that could not be opened any more',
  kept: 'Everything from before you started clean',
  report: 'A report about a failure',
}

export const words = {
  loading: 'Looking for backups',
  tryAgain: 'Try again',
  none: 'There is none yet.',
  kept: 'One is made every day on which something was written, when Kith is not in use, and one before every update of the database. The last three of each kind are kept.',
  facts: (reason: Backup['reason'], size: string) => `${reasons[reason]} · ${size}`,
  isDamaged: 'parts of it were damaged already',
  clockWasAhead: 'made while the clock was ahead',
  leftBehind: {
    title: 'Kept beside it',
    what: 'Kith never removes these by itself. Remove what you do not need any more.',
    kinds,
    remove: 'Remove',
    removeOne: (what: string, time: string) => `Remove: ${what}, ${time}`,
    removeTitle: 'Remove it for good?',
    removeDetail: (what: string, time: string, size: string) =>
      `${what}, of ${time} (${size}). It is deleted from this computer and cannot be brought back. What Kith uses now stays as it is.`,
    keep: 'Keep it',
    removed: 'It is removed.',
    show: 'Show in folder',
    showOne: (what: string, time: string) => `Show in folder: ${what}, ${time}`,
  },
  goBack: 'Go back',
  goBackTo: (time: string) => `Go back to ${time}`,
  goBackTitle: (time: string) => `Go back to ${time}?`,
  goBackDetail:
    'Threads, notes and memories will be as they were then. What is here now is not deleted: it is kept beside it under another name. Answers being written are stopped.',
  goBackToDamaged: 'Parts of this backup were damaged already when it was made, so some of it may be missing.',
  stay: 'Stay here',
  wentBack: (time: string) => `Everything is as it was on ${time}.`,
  backUpNow: 'Back up now',
  made: (time: string) => `A backup was made on ${time}.`,
}
