import { counted, money, number } from '../../lib/numbers'

/** A kind of another program is called what it is called there. */
const kinds = new Map(
  Object.entries({
    fact: 'Facts',
    preference: 'Preferences',
    event: 'Events',
    instruction: 'Instructions',
    working: 'Lines of the notes',
  }),
)

export const words = {
  title: 'Statistics',
  open: 'Show statistics of memory and tokens',
  openAlias: 'cost money usage charts',
  reading: 'Counting',
  tryAgain: 'Try again',
  span: 'How far back',
  spans: { 12: '12 weeks', 26: 'Half a year', 52: 'A year' },
  week: 'Week',
  weekOf: (day: string) => `Week of ${day}`,
  noPersona: 'No persona',
  archivedPersona: 'A persona that is put away',
  others: 'All others',
  kindOf: (kind: string) => kinds.get(kind) ?? kind,

  empty: 'Nothing to count yet.',
  emptyWay: 'Here will be what was learned each week, what of it was used, and what answers took in tokens and money.',

  learned: 'Learned',
  learnedHint: (count: number, automatic: number) =>
    automatic > 0
      ? `${counted(count, 'memory', 'memories')}, ${number(automatic)} of them accepted unasked, as you ordered for their kind.`
      : `${counted(count, 'memory', 'memories')} in this time.`,
  nothingLearned: 'Nothing was learned in this time.',
  memories: (count: number) => counted(count, 'memory', 'memories'),

  kept: 'In use',
  keptHint: 'Everything that is remembered now, by when an answer was last given it.',
  kind: 'Kind',
  recentlyUsed: 'Used in the last 30 days',
  usedBefore: 'Used before that',
  neverUsed: 'Never used',

  mostUsed: 'Used most',
  memory: 'Memory',
  timesUsed: 'Answers',
  answers: (count: number) => counted(count, 'answer', 'answers'),

  tokens: 'Tokens',
  tokensHint: (input: number, output: number) => `${number(input)} read and ${number(output)} written in this time.`,
  tokensOf: (count: number) => counted(count, 'token', 'tokens'),
  nothingAnswered: 'No model counted any tokens in this time.',

  cost: (currency: string) => `Cost in ${currency}`,
  costOf: money,
  costHint: (total: string) => `${total} in this time, by the prices of the day.`,
  unpriced: (count: number) =>
    `${counted(count, 'answer', 'answers')} more took tokens at a price nobody knows: only their tokens are counted.`,
  costNothing: 'Nothing: the models on this computer cost nothing.',
  noPrice:
    'No price is known of the models that answered, so only tokens are counted. Prices can be given in prices.json.',
  costHeading: 'Cost',
}
