import type { ApiAccess, KeyPersonas } from '../../../../shared/contract/local-api'
import { number } from '../../../lib/numbers'

export const words = {
  title: 'Local API',
  what: 'Programs on this computer can ask Kith over HTTP: read threads and memories, search, and talk to your personas. No other computer can reach it, and whoever else uses this one can do nothing without a key. Each program may do only what its key allows.',
  ways: { off: 'Off', on: 'On' },
  isOn: 'Answers programs',
  onHint: 'Only from this computer, at the address below.',
  offHint: 'No port is open.',
  turnedOn: (address: string) => `Kith answers at ${address}.`,
  turnedOff: 'Kith answers no programs any more.',
  tryAgain: 'Try again',
  reading: 'Reading how it stands',

  port: 'Port',
  portHint: 'Between 1024 and 65535; 8787 unless you choose another.',
  portWrong: 'Write a number between 1024 and 65535.',
  move: 'Use this port',
  moved: (port: number) => `The port is ${port} now.`,
  taken: (port: number) => `Another program has port ${port}`,
  takenDetail: 'Nothing is answered until there is a port. Take one that is free, or end that program and try again.',
  refused: (port: number) => `Port ${port} cannot be used`,
  freePort: 'Take a free port',

  address: 'Address',
  copyAddress: 'Copy the address',
  docs: 'Read what it answers',
  notOn: 'There is none while it is off.',

  keys: 'Keys',
  keysHint:
    'For programs of yours. A key works while you are signed in here, and no longer. Kith keeps only a fingerprint of it.',
  noKeys: 'There is no key yet.',
  newKey: 'Make a key',
  keyName: 'Name',
  keyNameHint: 'What it is for, such as “Backup script”.',
  nameEmpty: 'Write what it is for.',
  persona: 'May see',
  all: 'Everything',
  noPersona: 'Only what has no persona',
  may: 'May',
  rights: { read: 'Read', write: 'Read and write' },
  rightsHint: {
    read: 'Lists, reads and searches, and changes nothing.',
    write: 'Also talks to your personas, makes threads and remembers things as you would.',
  },
  expires: 'Good for',
  periods: { week: '7 days', month: '30 days', year: 'A year', ever: 'Until I take it back' },
  make: 'Make the key',
  cancel: 'Cancel',
  made: (name: string) => `The key “${name}” is made`,
  madeDetail: 'Copy it now: it is shown this once, and nobody can read it again.',
  copyKey: 'Copy the key',
  done: 'I have copied it',
  sees: (personas: KeyPersonas, name: string | null) =>
    personas.kind === 'all'
      ? 'everything'
      : personas.personaId === null
        ? 'only what has no persona'
        : (name ?? 'a persona that is gone'),
  fact: (sees: string, mayWrite: boolean) => `Sees ${sees}, ${mayWrite ? 'reads and writes' : 'only reads'}`,
  until: (day: string) => `good until ${day}`,
  isOver: 'is over',
  used: (when: string) => `last used ${when}`,
  neverUsed: 'never used',
  revoke: 'Take back',
  revokeTitle: (name: string) => `Take the key “${name}” back?`,
  revokeDetail:
    'Programs that use it are refused from now on, and what they are reading ends. It cannot be given again.',
  keep: 'Keep it',
  revoked: (name: string) => `The key “${name}” is taken back.`,

  token: 'Your token',
  tokenHint: (minutes: string) =>
    `It may do all that you may, for ${minutes}. Give it to nothing you would not let sit at this window.`,
  tokenWhat: 'An access token of this session, for trying things out in a terminal.',
  copyToken: 'Copy a token',
  copied: 'Copied',
  couldNotCopy: 'Could not be copied',
  minutes: (count: number) => (count === 1 ? '1 minute' : `${number(count)} minutes`),

  origins: 'Web pages',
  originsHint: 'Pages may not call, unless their origin is here: one on each line, such as http://localhost:3000.',
  originWrong: (line: string) => `“${line}” is no origin. One is http:// or https://, a host and perhaps a port.`,
  saveOrigins: 'Save',
  savedOrigins: 'The origins are saved.',

  accesses: 'Who came',
  accessesHint: 'The last 1,000 requests, without what was asked or answered.',
  noAccesses: 'Nobody has asked anything yet.',
  showAccesses: (count: number) => (count === 1 ? '1 request' : `${number(count)} requests`),
  clear: 'Clear the list',
  cleared: 'The list is empty.',
  refresh: 'Read again',
  more: (count: number) => `Show ${number(count)} more`,
  columns: { time: 'Time', who: 'Who', what: 'What', status: 'Status', took: 'Took' },
  you: 'You',
  nobody: 'Not recognised',
  account: 'Another account',
  took: ({ took }: ApiAccess) => `${number(took)} ms`,
}
