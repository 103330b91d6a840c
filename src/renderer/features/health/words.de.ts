import { counted, number } from '../../lib/numbers'
import type { words } from './words'

/** A kind of another program is called what it is called there. */
const kinds = new Map(
  Object.entries({
    fact: 'Tatsache',
    preference: 'Vorliebe',
    event: 'Ereignis',
    instruction: 'Anweisung',
  }),
)

export const german: typeof words = {
  title: 'Zustand',
  open: 'Zustand des Gedächtnisses ansehen',
  openAlias: 'doppelt Widersprüche zusammenführen nie verwendet',
  looking: 'Alles, was erinnert wird, wird durchgesehen',
  tryAgain: 'Noch einmal versuchen',
  lookAgain: 'Noch einmal suchen',
  showMore: 'Mehr anzeigen',
  undo: 'Rückgängig',

  contradictions: 'Widersprüche',
  contradictionsHint: 'Erinnerungen, die nicht beide stimmen können oder von denen eine veraltet sein mag.',
  noContradictions: 'Nichts Erinnertes widerspricht etwas anderem.',
  duplicates: 'Doppeltes',
  duplicatesHint: 'Erinnerungen, die dasselbe oder beinahe dasselbe sagen.',
  noDuplicates: 'Nichts wird doppelt erinnert.',
  firstOnes: (count) => `Die ersten ${number(count)}. Sind sie entschieden, bitte erneut suchen.`,
  relations: {
    contradicts: 'Die neuere widerspricht der älteren, und beide sind in Gebrauch.',
    opposite: 'Dieselben Wörter, aber eine von beiden verneint.',
    updates: 'Die neuere ersetzt die ältere, und beide sind in Gebrauch.',
    same: 'Beide sagen dasselbe.',
    resembles: 'Die neuere ähnelt der älteren.',
    near: 'Beide sagen beinahe dasselbe.',
  },

  pair: (content) => `„${content}“ und eine andere`,
  older: 'Ältere',
  newer: 'Neuere',
  facts: (kind, day, used) =>
    `${kinds.get(kind) ?? kind} · ${day} · ${used === 0 ? 'nie verwendet' : `in ${counted(used, 'Antwort', 'Antworten')} verwendet`}`,
  merge: 'Zusammenführen …',
  archive: 'Archivieren',
  archiveOne: (content) => `„${content}“ archivieren`,
  notDuplicate: 'Nicht dasselbe',
  bothRight: 'Beides stimmt',
  merged: 'Zusammengeführt',
  archived: 'Archiviert: aufbewahrt und nicht mehr verwendet',
  toldApart: 'Beide bleiben und werden nicht mehr gezeigt',

  select: (content) => `„${content}“ auswählen`,
  selected: (count) => `${number(count)} ausgewählt`,
  clearSelection: 'Nichts auswählen',
  mergeAll: (pairs) => (pairs === 1 ? 'Zusammenführen' : `${number(pairs)} Paare zusammenführen`),
  ofPairs:
    'Von einem Paar bleibt die längere oder die neuere, wie sie ist; die andere geht in ihr auf oder wird archiviert.',
  several: {
    archive: (count) => `${number(count)} archiviert: behalten und nicht mehr verwendet`,
    keep: (count) => `${number(count)} behalten und nicht mehr gezeigt`,
    merge: (count) => `${number(count)} zusammengeführt`,
  },
  keys: 'X wählt aus, M führt zusammen, A archiviert, L belässt es, J und K gehen weiter und zurück.',

  unused: 'Nie verwendet',
  unusedHint: 'Seit langem erinnert und seither in keiner Antwort. Angeheftete zählen nicht dazu.',
  noneUnused: 'Alles, was so alt ist, wurde verwendet.',
  age: 'Mindestens wie alt',
  ages: { 30: '30 Tage', 90: '90 Tage', 365: 'Ein Jahr' },
  keep: 'Behalten',
  keepOne: (content) => `„${content}“ behalten`,
  kept: 'Bleibt und wird nicht mehr gezeigt',
}
