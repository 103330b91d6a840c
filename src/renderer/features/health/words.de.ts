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

  whichStays: 'Welche bleibt',
  mergedText: 'Was sie von nun an sagt',
  mergeHint: 'Die andere wird mit ihrem Verlauf archiviert und weiß, wodurch sie ersetzt ist.',
  mergeNow: 'Zusammenführen',
  cancel: 'Abbrechen',
  tooLong: (length, limit) => `${number(length)} von ${number(limit)} Zeichen. Bitte zuerst kürzen.`,

  unused: 'Nie verwendet',
  unusedHint: 'Seit langem erinnert und seither in keiner Antwort. Angeheftete zählen nicht dazu.',
  noneUnused: 'Alles, was so alt ist, wurde verwendet.',
  age: 'Mindestens wie alt',
  ages: { 30: '30 Tage', 90: '90 Tage', 365: 'Ein Jahr' },
  keep: 'Behalten',
  keepOne: (content) => `„${content}“ behalten`,
  kept: 'Bleibt und wird nicht mehr gezeigt',
}
