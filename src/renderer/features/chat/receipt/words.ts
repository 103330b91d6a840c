export const words = {
  used: (count: number) =>
    count === 0 ? 'Used no memories' : count === 1 ? 'Used 1 memory' : `Used ${count} memories`,
  byWords: 'by words alone, meaning was not at hand',
  off: 'Remembering nothing in this thread',
  reading: 'Reading the receipt',
  tryAgain: 'Try again',
  none: 'This answer has no receipt.',

  usedTitle: 'Used',
  usedHint: 'These were given to the model with your message.',
  leftOutTitle: 'Left out',
  leftOutHint: 'These were found, and not given to the model.',
  reasons: {
    distant: 'Too far from what you asked',
    duplicate: 'The same is there already',
    budget: 'There was no space left',
    'not sent': 'The answer ended before it was sent',
  },
  foundBy: { meaning: 'Found by its meaning', both: 'Found by its words and its meaning' },
  beside: 'Beside one that was found',
  changed: 'Changed since',
  deleted: 'Deleted since',
  forgotten: 'Forgotten since',
  memory: 'Memory',
  you: 'You',
  assistant: 'The assistant',
  here: 'earlier in this conversation',
  from: (title: string) => `in “${title}”`,
  fromConversation: 'in another conversation',

  alsoGiven: 'Also given',
  instructions: 'Instructions',
  notes: 'Notes',
  history: (messages: number) =>
    messages === 1 ? 'This conversation, 1 message' : `This conversation, ${messages} messages`,
  tools: 'Tools',
  tokens: (count: number) => `${count.toLocaleString('en')} tokens`,
  total: (input: number, output: number | null) =>
    output === null
      ? `${input.toLocaleString('en')} tokens in`
      : `${input.toLocaleString('en')} tokens in, ${output.toLocaleString('en')} out`,
  answeredBy: 'Answered by',
  recalling: {
    kept: (found: number, used: number) => `Recalled ${found === 1 ? '1 memory' : `${found} memories`}, kept ${used}`,
    byWords: 'By words alone: the model for meaning did not answer in time.',
    failed: 'Could not look into memory. The answer was given without it.',
  },
}
