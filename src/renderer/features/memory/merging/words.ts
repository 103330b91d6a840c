import { number } from '../../../lib/numbers'

export const words = {
  whichStays: 'Which one stays',
  older: 'Older',
  newer: 'Newer',
  text: 'What it says from now on',
  hint: 'The other one is archived with its history and knows by which it was replaced.',
  merge: 'Merge',
  cancel: 'Cancel',
  tooLong: (length: number, limit: number) => `${number(length)} of ${number(limit)} characters. Shorten it first.`,
}
