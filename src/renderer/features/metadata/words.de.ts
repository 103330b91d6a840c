import { METADATA_KEY_LIMIT, METADATA_VALUE_LIMIT } from '../../../shared/domain/limits'
import { counted, number } from '../../lib/numbers'
import type { JsonFault } from './scan-json'
import type { words } from './words'

const faults: Record<JsonFault, string> = {
  nothing: 'Hier steht noch nichts',
  value: 'Hier fehlt ein Wert: Text in geraden Anführungszeichen, eine Zahl, true, false, null, {…} oder […]',
  name: 'Hier fehlt ein Name in geraden Anführungszeichen',
  colon: 'Nach dem Namen fehlt ein Doppelpunkt',
  comma: 'Hier fehlt ein Komma oder eine schließende Klammer',
  open: 'Es endet, bevor die Klammer geschlossen ist',
  more: 'Hier geht es weiter, obwohl alles zu Ende ist',
  string: 'Dieser Text ist nicht mit einem Anführungszeichen geschlossen',
  control: 'Zeilenumbrüche und Tabulatoren in einem Text werden als \\n und \\t geschrieben',
  escape: 'Nach einem Backslash folgt eines von " \\ / b f n r t oder u mit vier Hexadezimalziffern',
  number: 'Das ist in JSON keine Zahl: kein Plus, keine führende Null, ein Punkt statt eines Kommas',
  twice: 'Dieser Name steht hier ein zweites Mal',
  deep: 'Mehr als hundert Ebenen tief verschachtelt',
  character: 'Dieser Text enthält eine Null oder ein halbes Zeichen, das die Datenbank nicht aufnimmt',
}

const ownKeys = new Map(
  Object.entries({
    'kith.memory':
      'Ob diese Unterhaltung sich etwas merkt. „off“: Hier wird nichts abgerufen und nichts davon anderswo.',
    'kith.distinct': 'Erinnerungen, die nach Ihrer Angabe etwas anderes sagen als diese.',
    'kith.kept': 'Diese Erinnerung bleibt, obwohl sie nie verwendet wurde.',
    'mastra.thread': 'Was der Agent zu einer Unterhaltung ablegt.',
    'mastra.resource': 'Was der Agent zu den Notizen ablegt.',
  }),
)

export const german: typeof words = {
  title: (name) => `Metadaten: ${name}`,
  close: 'Schließen',
  intro:
    'Eigene Namen und Werte. Programme, die Ihre Datenbank lesen, finden sie hier – und das Vergessen findet sie auch.',
  empty: 'Noch keine Metadaten.',
  emptyWay: 'Zum Beispiel ein Projekt, ein Termin oder die Nummer in einem anderen Programm.',
  reading: 'Metadaten werden gelesen',
  tryAgain: 'Noch einmal versuchen',
  add: 'Eintrag hinzufügen',
  find: 'Nach Namen suchen',
  found: (count) => counted(count, 'Eintrag', 'Einträge'),
  noneFound: 'Kein Eintrag mit diesem Namen.',
  more: 'Mehr anzeigen',
  yours: 'Einträge',
  ownHeading: 'Von Kith selbst',
  ownHint: 'Von Kith geschrieben. Hier nur lesbar; geändert wird es dort, wo es hingehört.',
  ownMeaning: (key) => ownKeys.get(key) ?? 'Von Kith oder seinem Speicher geschrieben.',

  new: 'Neuer Eintrag',
  name: 'Name',
  type: 'Art',
  types: { text: 'Text', number: 'Zahl', 'yes-no': 'Ja oder nein', date: 'Datum', json: 'JSON' },
  value: 'Wert',
  yes: 'Ja',
  no: 'Nein',
  nothing: 'nichts',
  emptyText: 'leerer Text',
  tidy: 'Einrücken',
  edit: 'Bearbeiten',
  editOne: (key) => `${key} bearbeiten`,
  delete: 'Löschen',
  deleteOne: (key) => `${key} löschen`,
  save: 'Speichern',
  cancel: 'Abbrechen',
  deleted: (key) => `${key} ist gelöscht`,
  undo: 'Rückgängig',
  saved: 'Gespeichert',
  size: (bytes) => `insgesamt ${bytes}`,

  keyProblems: {
    empty: 'Ein Eintrag braucht einen Namen.',
    long: `Ein Name hat höchstens ${METADATA_KEY_LIMIT} Zeichen.`,
    kith: 'Namen, die mit kith. oder mastra. beginnen, gehören Kith und seinem Speicher.',
    taken: 'Einen Eintrag mit diesem Namen gibt es schon.',
    character: 'Dieser Name enthält eine Null oder ein halbes Zeichen, das die Datenbank nicht aufnimmt.',
  },
  numberProblem: 'Eine Zahl wie 12, -0.5 oder 6e23, mit Punkt.',
  dateProblem: 'Ein Tag des Kalenders.',
  yesNoProblem: 'Ja oder nein?',
  characterProblem: faults.character,
  largeProblem: (size) =>
    `${number(size)} Byte; ein Wert hat höchstens ${number(METADATA_VALUE_LIMIT)}. Vor dem Speichern bitte kürzen.`,
  jsonProblem: (fault, line, column, what) =>
    `Zeile ${number(line)}, Spalte ${number(column)}: ${faults[fault]}${what === undefined ? '' : ` (${what})`}.`,
  nearLimit: (size) => `${number(size)} von ${number(METADATA_VALUE_LIMIT)} Byte`,

  changedElsewhere: 'Der Eintrag wurde inzwischen an anderer Stelle geändert. Dort steht:',
  removedElsewhere: 'Der Eintrag wurde inzwischen an anderer Stelle gelöscht.',
  saveMine: 'Durch meinen Stand ersetzen',
  saveAgain: 'Wieder anlegen',
  takeTheirs: 'Anderen Stand übernehmen',
  leaveRemoved: 'Gelöscht lassen',

  discardTitle: 'Änderungen verwerfen?',
  discardDetail: (count) => `${counted(count, 'Eintrag ist', 'Einträge sind')} nicht gespeichert.`,
  discard: 'Verwerfen',
  keepEditing: 'Weiter bearbeiten',
}
