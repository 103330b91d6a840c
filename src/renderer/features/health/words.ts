import type { PairRelation } from '../../../shared/contract/health'
import { counted, number } from '../../lib/numbers'

/** A kind of another program is called what it is called there. */
const kinds = new Map(
  Object.entries({
    fact: 'Fact',
    preference: 'Preference',
    event: 'Event',
    instruction: 'Instruction',
  }),
)

const relations: Record<PairRelation, string> = {
  contradicts: 'The newer one contradicts the older one, and both are in use.',
  opposite: 'The same words, but one of them says no.',
  updates: 'The newer one updates the older one, and both are in use.',
  same: 'Both say the same.',
  resembles: 'The newer one resembles the older one.',
  near: 'Both say nearly the same.',
}

export const words = {
  title: 'Health',
  open: 'Look after the health of memory',
  openAlias: 'duplicates contradictions merge never used',
  looking: 'Looking through everything that is remembered',
  tryAgain: 'Try again',
  lookAgain: 'Look again',
  showMore: 'Show more',
  undo: 'Undo',

  contradictions: 'Contradictions',
  contradictionsHint: 'Memories that cannot both be right, or of which one may be out of date.',
  noContradictions: 'Nothing that is remembered speaks against anything else.',
  duplicates: 'Duplicates',
  duplicatesHint: 'Memories that say the same, or nearly.',
  noDuplicates: 'Nothing is remembered twice.',
  firstOnes: (count: number) => `The first ${number(count)}. When you have decided about them, look again for more.`,
  relations,

  pair: (content: string) => `“${content}” and another`,
  older: 'Older',
  newer: 'Newer',
  facts: (kind: string, day: string, used: number) =>
    `${kinds.get(kind) ?? kind} · ${day} · ${used === 0 ? 'never used' : `used in ${counted(used, 'answer', 'answers')}`}`,
  merge: 'Merge…',
  archive: 'Archive',
  archiveOne: (content: string) => `Archive “${content}”`,
  notDuplicate: 'Not a duplicate',
  bothRight: 'Both are right',
  merged: 'Merged',
  archived: 'Archived: kept, and used no more',
  toldApart: 'Kept apart, and not shown again',

  select: (content: string) => `Select “${content}”`,
  selected: (count: number) => `${number(count)} selected`,
  clearSelection: 'Select nothing',
  mergeAll: (pairs: number) => (pairs === 1 ? 'Merge' : `Merge ${number(pairs)} pairs`),
  ofPairs: 'Of a pair, the longer or the newer one stays as it is, and the other one goes into it or is archived.',
  several: {
    archive: (count: number) => `${number(count)} archived: kept, and used no more`,
    keep: (count: number) => `${number(count)} kept, and not shown again`,
    merge: (count: number) => `${number(count)} merged`,
  },
  keys: 'X selects, M merges, A archives, L leaves it be, J and K go on and back.',

  unused: 'Never used',
  unusedHint: 'Remembered for long, and in no answer since. Pinned ones are not among them.',
  noneUnused: 'Everything that is this old was used.',
  age: 'At least how old',
  ages: { 30: '30 days', 90: '90 days', 365: 'A year' },
  keep: 'Keep',
  keepOne: (content: string) => `Keep “${content}”`,
  kept: 'Kept, and not shown again',
}
