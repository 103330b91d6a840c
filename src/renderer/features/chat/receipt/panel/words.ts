import { counted } from '../../../../lib/numbers'

export const words = {
  closeness: { 'very close': 'Very close', close: 'Close', loose: 'Loose', distant: 'Distant', beside: 'Beside it' },
  measured: (percent: number) => `${percent} percent of what was asked is in it`,
  byMeaning: 'Same meaning',
  byBoth: (found: string, count: number) => `Same meaning, and the ${count === 1 ? 'word' : 'words'} ${found}`,
  byWords: (found: string, count: number) => `The ${count === 1 ? 'word' : 'words'} ${found}`,
  byNothing: 'Found by its words',
  quoted: (word: string) => `“${word}”`,

  fix: 'Fix',
  toMessage: 'Go to the message',
  notRelevant: 'Not relevant here',
  whatIf: 'What if without this?',
  forget: 'Forget…',
  undo: 'Undo',
  save: 'Save',
  cancel: 'Cancel',
  memoryAs: 'The memory, as it should be',
  showMore: (count: number) => `Show ${counted(count, 'more', 'more')}`,

  markedNow: 'Not used for this any more: not in this conversation, nor when much the same is asked elsewhere.',
  marked: (day: string) => `${day}: you marked it as not relevant here.`,
  heard: {
    marked: 'It is not used for this any more.',
    unmarked: 'It may be used again.',
    saved: 'The memory is changed.',
    whatIf: 'Answering again without it.',
  },
  isAnswering: 'An answer is being written. When it is there, you can try this.',

  notes: 'Notes',
  notesChanged: 'They have been changed since; this is what they say now.',
  notesLeftOut: (lines: number) => `${counted(lines, 'line was', 'lines were')} left out, because you asked what if.`,
  history: (messages: number) => `This conversation, ${counted(messages, 'message', 'messages')}`,
  earlier: (messages: number) => `The last ${counted(messages, 'of them is', 'of them are')} shown.`,
  you: 'You',
  assistant: 'The assistant',
  reading: 'Reading the conversation',
  nothing: 'There was nothing before your question.',
  tryAgain: 'Try again',
  withoutThis: (said: string) => `What if without this? ${said}`,
}
