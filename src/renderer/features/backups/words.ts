import type { Backup } from '../../../shared/contract/database'

const reasons: Record<Backup['reason'], string> = {
  daily: 'Daily',
  'before-migration': 'Before an update',
  asked: 'Made by you',
}

export const words = {
  loading: 'Looking for backups',
  tryAgain: 'Try again',
  none: 'There is none yet.',
  kept: 'One is made every day when Kith is not in use, and one before every update. The last three of each kind are kept.',
  facts: (reason: Backup['reason'], size: string) => `${reasons[reason]} · ${size}`,
  isDamaged: 'parts of it were damaged already',
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
