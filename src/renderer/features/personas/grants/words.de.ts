import { counted } from '../../../lib/numbers'
import type { words } from './words'

const kinds: Record<string, { one: string; many: string }> = {
  fact: { one: 'Tatsache', many: 'Tatsachen' },
  preference: { one: 'Vorliebe', many: 'Vorlieben' },
  event: { one: 'Ereignis', many: 'Ereignisse' },
  instruction: { one: 'Anweisung', many: 'Anweisungen' },
}

const howMany = (kind: string, count: number) => {
  const { one, many } = kinds[kind] ?? { one: `Erinnerung der Art „${kind}“`, many: `Erinnerungen der Art „${kind}“` }
  return counted(count, one, many)
}

export const german: typeof words = {
  noPersona: 'Ohne Persona',
  removed: 'Eine Persona, die entfernt wurde',
  loading: 'Freigaben werden gelesen',
  tryAgain: 'Noch einmal versuchen',
  mayRead: (name) => `Was ${name} von anderen lesen darf`,
  othersMayRead: (name) => `Was andere von ${name} lesen dürfen`,
  ownOnly: (name) => `${name} liest nur das eigene Wissen.`,
  nobodyElse: (name) => `Nur ${name} liest, was ${name} weiß.`,
  kind: (reader, owner, kind, count) =>
    count === 0
      ? `${reader} darf bei ${owner} lesen: ${howMany(kind, 0)}. Noch gibt es nichts davon, Künftiges zählt dazu.`
      : `${reader} darf bei ${owner} lesen: ${howMany(kind, count)}, auch künftige.`,
  memory: (reader, owner, content) => `${reader} darf eine Erinnerung von ${owner} lesen: „${content}“`,
  archivedMemory: (reader, owner, content) =>
    `${reader} darf eine Erinnerung von ${owner} lesen, die nicht in Gebrauch ist: „${content}“`,
  take: 'Zurücknehmen',
  takeNamed: (what) => `Zurücknehmen: ${what}`,
  taken: 'Zurückgenommen. Ab der nächsten Antwort wird nichts mehr davon gelesen.',
  let: (name) => `${name} lesen lassen …`,
  letOthers: 'Jemand anderen lesen lassen …',
  from: 'Von wem',
  to: 'Wer',
  which: 'Welche Erinnerungen',
  howMany,
  nothingToGive: (name) =>
    `${name} hat noch keine Erinnerungen. Arten lassen sich trotzdem freigeben: gelesen wird, was dazukommt.`,
  neverThreads: 'Nur Erinnerungen: Unterhaltungen und Notizen werden nie freigegeben.',
  give: 'Freigeben',
  cancel: 'Abbrechen',
  chooseKind: 'Mindestens eine Art auswählen.',
  given: 'Freigegeben. Es gilt ab der nächsten Antwort.',
  nobodyThere: 'Es gibt keine andere Persona, der etwas freigegeben werden könnte.',
}
