import { METADATA_KEY_LIMIT, METADATA_VALUE_LIMIT } from '../../../shared/domain/limits'
import { counted, number } from '../../lib/numbers'
import type { KeyProblem } from './draft'
import type { JsonFault } from './scan-json'
import type { ValueType } from './typed-value'

const types: Record<ValueType, string> = {
  text: 'Text',
  number: 'Number',
  'yes-no': 'Yes or no',
  date: 'Date',
  json: 'JSON',
}

const faults: Record<JsonFault, string> = {
  nothing: 'There is nothing here yet',
  value: 'A value is missing: text in double quotes, a number, true, false, null, {…} or […]',
  name: 'A name in double quotes is missing',
  colon: 'A colon is missing after the name',
  comma: 'A comma or a closing bracket is missing',
  open: 'It ends before its bracket is closed',
  more: 'It has ended, and here is more',
  string: 'This text is not closed with a double quote',
  control: 'Line breaks and tabs in a text are written \\n and \\t',
  escape: 'After a backslash comes one of " \\ / b f n r t, or u and four hex digits',
  number: 'This is no number in JSON: no plus, no leading zero, a point and not a comma',
  twice: 'This name stands here a second time',
  deep: 'This is nested more than a hundred deep',
  character: 'This text has a zero or half a character in it, which the database cannot keep',
}

const keyProblems: Record<KeyProblem, string> = {
  empty: 'An entry needs a name.',
  long: `A name has at most ${METADATA_KEY_LIMIT} characters.`,
  kith: 'Names that begin with kith. or mastra. are taken by Kith and its store.',
  taken: 'There is an entry of this name already.',
  character: 'This name has a zero or half a character in it, which the database cannot keep.',
}

const ownKeys = new Map(
  Object.entries({
    'kith.memory': 'Whether this thread remembers. “off”: nothing is recalled in it, and nothing of it elsewhere.',
    'kith.distinct': 'Memories that you said are not the same as this one.',
    'kith.kept': 'You keep this memory although it was never used.',
    'mastra.thread': 'What the agent keeps with a thread.',
    'mastra.resource': 'What the agent keeps with the notes.',
  }),
)

export const words = {
  title: (name: string) => `Metadata of ${name}`,
  close: 'Close',
  intro: 'Names and values of your own. Programs that read your database find them here, and so does Forget.',
  empty: 'No metadata yet.',
  emptyWay: 'For instance a project, a date it is due, or an id in another program.',
  reading: 'Reading the metadata',
  tryAgain: 'Try again',
  add: 'Add an entry',
  find: 'Find by name',
  found: (count: number) => counted(count, 'entry', 'entries'),
  noneFound: 'No entry of this name.',
  more: 'Show more',
  yours: 'Entries',
  ownHeading: 'Kith’s own',
  ownHint: 'Written by Kith. They can be read here and are changed where they belong.',
  ownMeaning: (key: string) => ownKeys.get(key) ?? 'Written by Kith or its store.',

  new: 'New entry',
  name: 'Name',
  type: 'Type',
  types,
  value: 'Value',
  yes: 'Yes',
  no: 'No',
  nothing: 'nothing',
  emptyText: 'empty text',
  tidy: 'Tidy up',
  edit: 'Edit',
  editOne: (key: string) => `Edit ${key}`,
  delete: 'Delete',
  deleteOne: (key: string) => `Delete ${key}`,
  save: 'Save',
  cancel: 'Cancel',
  deleted: (key: string) => `${key} is deleted`,
  undo: 'Undo',
  saved: 'Saved',
  size: (bytes: string) => `${bytes} in all`,

  keyProblems,
  numberProblem: 'A number as in 12, -0.5 or 6e23.',
  dateProblem: 'A day of the calendar.',
  yesNoProblem: 'Yes, or no?',
  characterProblem: faults.character,
  largeProblem: (size: number) =>
    `${number(size)} bytes, and a value has at most ${number(METADATA_VALUE_LIMIT)}. Shorten it before you save.`,
  jsonProblem: (fault: JsonFault, line: number, column: number, what?: string) =>
    `Line ${number(line)}, column ${number(column)}: ${faults[fault]}${what === undefined ? '' : ` (${what})`}.`,
  nearLimit: (size: number) => `${number(size)} of ${number(METADATA_VALUE_LIMIT)} bytes`,

  changedElsewhere: 'It was changed elsewhere while you were writing. There it says:',
  removedElsewhere: 'It was deleted elsewhere while you were writing.',
  saveMine: 'Replace it with mine',
  saveAgain: 'Save it again',
  takeTheirs: 'Take that',
  leaveRemoved: 'Leave it deleted',

  discardTitle: 'Discard what you changed?',
  discardDetail: (count: number) => `${counted(count, 'entry is', 'entries are')} not saved.`,
  discard: 'Discard',
  keepEditing: 'Keep editing',
}
