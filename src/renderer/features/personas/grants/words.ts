import { counted } from '../../../lib/numbers'

const kinds: Record<string, { one: string; many: string }> = {
  fact: { one: 'fact', many: 'facts' },
  preference: { one: 'preference', many: 'preferences' },
  event: { one: 'event', many: 'events' },
  instruction: { one: 'instruction', many: 'instructions' },
}

const howMany = (kind: string, count: number) => {
  const { one, many } = kinds[kind] ?? { one: `memory of the kind “${kind}”`, many: `memories of the kind “${kind}”` }
  return counted(count, one, many)
}

export const words = {
  noPersona: 'No persona',
  removed: 'A persona that was removed',
  loading: 'Reading what is shared',
  tryAgain: 'Try again',
  mayRead: (name: string) => `What ${name} may read of others`,
  othersMayRead: (name: string) => `What others may read of ${name}`,
  ownOnly: (name: string) => `${name} reads only what it knows itself.`,
  nobodyElse: (name: string) => `Only ${name} reads what it knows.`,
  kind: (reader: string, owner: string, kind: string, count: number) =>
    count === 0
      ? `${reader} may read ${howMany(kind, 0)} of ${owner}: there are none yet, but those to come.`
      : `${reader} may read the ${howMany(kind, count)} of ${owner}, and those to come.`,
  memory: (reader: string, owner: string, content: string) => `${reader} may read one memory of ${owner}: “${content}”`,
  archivedMemory: (reader: string, owner: string, content: string) =>
    `${reader} may read one memory of ${owner}, which is not in use: “${content}”`,
  take: 'Take back',
  takeNamed: (what: string) => `Take back: ${what}`,
  taken: 'Taken back. From the next answer on it is not read any more.',
  let: (name: string) => `Let ${name} read…`,
  letOthers: 'Let another one read…',
  from: 'Of whom',
  to: 'Who',
  which: 'Which memories',
  howMany,
  nothingToGive: (name: string) =>
    `${name} has no memories yet. Kinds can be shared all the same: they are read as they come.`,
  neverThreads: 'Memories only: threads and notes are never shared.',
  give: 'Share',
  cancel: 'Cancel',
  chooseKind: 'Choose at least one kind.',
  given: 'Shared. It holds from the next answer on.',
  nobodyThere: 'There is no other persona to share with.',
}
