import type { Cost } from '../../../../shared/contract/receipts'
import { calendarDay } from '../../../lib/dates'
import { counted, money, number } from '../../../lib/numbers'

export const words = {
  used: ({ memories, messages }: { memories: number; messages: number }) =>
    memories + messages === 0
      ? 'Used no memories'
      : `Used ${[
          memories > 0 && counted(memories, 'memory', 'memories'),
          messages > 0 && counted(messages, 'earlier message', 'earlier messages'),
        ]
          .filter(Boolean)
          .join(' and ')}`,
  byWords: 'by words alone, meaning was not at hand',
  whatIf: (things: number) => `what if, without ${counted(things, 'thing', 'things')}`,
  nothingFound: 'Nothing was recalled for this.',
  off: 'Remembering nothing in this thread',
  reading: 'Reading the receipt',
  tryAgain: 'Try again',
  none: 'This answer has no receipt.',
  /** An answer that went on was written in several runs, the newest shown first. */
  run: (place: number, all: number) =>
    place === 1 ? `As it began (1 of ${all})` : `As it went on (${place} of ${all})`,

  usedTitle: 'Used',
  usedHint: 'These were given to the model with your message.',
  leftOutTitle: 'Left out',
  leftOutHint: 'These were found, and not given to the model.',
  reasons: {
    distant: 'Too far from what you asked',
    duplicate: 'The same is there already',
    budget: 'There was no space left',
    'not sent': 'The answer ended before it was sent',
    'not relevant': 'You marked it as not relevant here',
    'what if': 'Left out, because you asked what if',
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
  tokens: (count: number) => `${number(count)} ${count === 1 ? 'token' : 'tokens'}`,
  total: (input: number, output: number | null) =>
    output === null ? `${number(input)} tokens in` : `${number(input)} tokens in, ${number(output)} out`,
  ofThese: (cached: number | null, reasoning: number | null) =>
    [
      cached !== null && `${number(cached)} of the input known to the provider already`,
      reasoning !== null && `${number(reasoning)} of the output thought, not said`,
    ]
      .filter(Boolean)
      .join('; '),
  cost: ({ amount, currency, asOf, source }: Cost) =>
    source === 'local'
      ? 'Cost nothing: it runs on this computer'
      : `Cost ${money(amount, currency)}, by ${lists[source]}${asOf === null ? '' : ` of ${calendarDay(asOf)}`}`,
  dropped: (messages: number, isMore: boolean) =>
    messages === 0 && isMore
      ? 'Earlier messages of this conversation had no room'
      : `${isMore ? 'At least ' : ''}${number(messages)} earlier ${messages === 1 ? 'message' : 'messages'} of this conversation had no room`,
  answeredBy: 'Answered by',
  recalling: {
    kept: (found: number, used: number) =>
      `Found ${number(found)} in memories and earlier messages, kept ${number(used)}`,
    byWords: 'By words alone: the model for meaning did not answer in time.',
    failed: 'Could not look into memory. The answer was given without it.',
  },
}

const lists = {
  kith: 'Kith’s list of prices',
  provider: 'what the provider asked for',
  owner: 'your own list of prices',
  local: '',
}
