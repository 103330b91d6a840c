import { number } from '../../../lib/numbers'

export const words = {
  name: (percent: number, used: number, limit: number, isEstimate: boolean) =>
    `Context ${percent} percent full, ${isEstimate ? 'about ' : ''}${number(used)} of ${number(limit)} tokens`,
  title: (model: string) => `What ${model} was given`,
  nearlyFull: (percent: number) => `${percent}%, older messages will be left out`,
  of: (used: number, limit: number, isEstimate: boolean) =>
    `${isEstimate ? 'About ' : ''}${number(used)} of ${number(limit)} tokens`,
  estimate: 'Estimated. The provider’s own count takes its place when the answer is there.',
  counted: 'By the provider’s count, spread as Kith estimates it.',
  unknownSize: 'How much this model takes is not known, so Kith is careful.',
  categories: {
    instructions: 'Instructions',
    notes: 'Notes',
    recalled: 'Memories',
    history: 'Earlier messages',
    attachments: 'Files',
    tools: 'Tools',
    question: 'Your message',
    reserve: 'Kept free for the answer',
  },
  tokens: (count: number) => number(count),
  dropped: (messages: number, isMore: boolean) =>
    messages === 0 && isMore
      ? 'Earlier messages were left out'
      : `${isMore ? 'At least ' : ''}${number(messages)} earlier ${messages === 1 ? 'message was' : 'messages were'} left out`,
  edge: 'There was no room for what is above. It can still be recalled.',
}
