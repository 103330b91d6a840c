import type { FoundKind, FoundPart } from '../../../shared/contract/search'
import { counted, number } from '../../lib/numbers'
import type { FilterName } from '../../state/search'

const kinds: Record<FoundKind, string> = {
  message: 'Messages',
  memory: 'Memories',
  thread: 'Threads',
  metadata: 'Metadata',
}

const names: Record<FilterName, string> = {
  persona: 'persona',
  before: 'before',
  after: 'after',
  role: 'role',
  tag: 'tag',
  has: 'has',
}

const parts: Record<FoundPart, string> = {
  file: 'file',
  link: 'link',
  code: 'code',
  memory: 'memory',
  metadata: 'metadata',
}

const partsAtLength: Record<FoundPart, string> = {
  file: 'A file or picture',
  link: 'A link',
  code: 'Code',
  memory: 'Something remembered from it',
  metadata: 'Metadata',
}

export const words = {
  title: 'Search',
  close: 'Close the search',
  field: 'Search everything',
  placeholder: 'What was said, remembered or noted',
  results: 'What was found',
  kindsLabel: 'Kinds',
  all: 'All',
  kinds,
  one: { message: 'Message', memory: 'Memory', thread: 'Thread', metadata: 'Metadata' } as Record<FoundKind, string>,
  filters: {
    label: 'Filters',
    add: 'Filter',
    names,
    chip: (name: string, value: string) => `${name}: ${value}`,
    remove: (chip: string) => `${chip}, remove`,
    removed: (chip: string) => `Without ${chip}`,
    roles: { user: 'you', assistant: 'assistant' },
    rolesAtLength: { user: 'Said by you', assistant: 'Said by an assistant' },
    noPersona: 'none',
    noPersonaAtLength: 'No persona',
    parts,
    partsAtLength,
    headings: { role: 'Who said it', persona: 'With whom', since: 'When', has: 'What has' },
    since: { today: 'Since today', week: 'In the last 7 days', month: 'In the last 30 days', year: 'This year' },
    beforeDay: 'Before a day…',
    afterDay: 'Since a day…',
    tagged: 'With a tag…',
    unknown: (typed: string) => `“${typed}” is no filter here, so it is looked for as words.`,
  },
  /** Other words for the same, as they may be typed. */
  typed: {
    today: ['today'],
    yesterday: ['yesterday'],
    you: ['you', 'me', 'user'],
    assistant: ['assistant', 'model'],
    none: ['none', 'nobody'],
  },
  found: (count: number, milliseconds: number) => `${number(count)} found in ${number(milliseconds)} ms`,
  foundMany: (milliseconds: number) => `The best of each kind, found in ${number(milliseconds)} ms`,
  announced: (count: number) => counted(count, 'result', 'results'),
  none: 'No results',
  byWords: 'by words',
  byMeaning: 'by words and by meaning',
  lookingForMeaning: 'by words; what is meant is being looked for',
  meaningMissing: 'by words only: the model for meaning did not answer',
  looking: 'Looking',
  loadingMore: 'Loading more',
  offline: 'No connection to Kith. What is listed may be older than what is stored.',
  tryAgain: 'Try again',
  couldNotLoadMore: 'The next results could not be read.',
  corrected: (pairs: readonly { typed: string; meant: string }[]) =>
    `Nothing has ${pairs.map(({ typed }) => `“${typed}”`).join(', ')}. Shown instead: ${pairs.map(({ meant }) => `“${meant}”`).join(', ')}.`,
  nothing: (text: string) => (text === '' ? 'Nothing has all of these.' : `Nothing found for “${text}”.`),
  nothingOfKind: (kind: string, others: number) =>
    `None of them under ${kind}. ${counted(others, 'other result', 'other results')}.`,
  nothingHint: 'Messages, memories, titles of threads and metadata were looked through. Fewer words find more.',
  showAll: 'Show all kinds',
  withoutFilters: 'Search without filters',
  empty: 'Everything you said, were told and let Kith remember is found from here.',
  emptyHint: 'Words in any order and form find it; a slip of the finger is forgiven. Narrow it down with',
  emptyAnd: 'and',
  recent: 'Searched before in this window',
  clearRecent: 'Forget these',
  cleared: 'Forgotten',
  searchAgain: (text: string) => `Search again for ${text}`,
  you: 'You',
  untitled: 'New thread',
  otherVersion: 'in another version',
  statuses: { archived: 'archived', proposed: 'waits for your word' } as Record<string, string>,
  memoryKinds: {
    fact: 'Fact',
    preference: 'Preference',
    event: 'Event',
    instruction: 'Instruction',
  } as Record<string, string>,
  aboutThread: (title: string) => `on the thread ${title}`,
  aboutMessage: (title: string) => `on a message in ${title}`,
  aboutMemory: 'on a memory',
  aboutPersona: (name: string) => `on the persona ${name}`,
  keys: 'move',
  keysOpen: 'open',
  keysClose: 'close',
}
