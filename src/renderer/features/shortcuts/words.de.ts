import type { ActionGroup } from '../../state/actions'
import type { Unusable } from '../../lib/keys'
import type { words } from './words'

const groups: Record<ActionGroup, string> = {
  help: 'Von überall',
  threads: 'Unterhaltungen',
  personas: 'Personas',
  memory: 'Gedächtnis',
  chat: 'Unterhaltung',
  view: 'Fenster',
  settings: 'Einstellungen',
}
const unusable: Record<Unusable, (keys: string) => string> = {
  writing: (keys) => `${keys} schreibt etwas. Dazu Strg, Alt oder ⌘ halten oder eine Funktionstaste nehmen.`,
  system: (keys) => `${keys} gehört schon zur Bewegung, zum Text oder zum System.`,
  browser: (keys) => `${keys} gehört dem Browser, der es nicht an eine Seite weitergibt.`,
}

export const german: typeof words = {
  title: 'Tastenkürzel',
  close: 'Tastenkürzel schließen',
  change: 'Tastenkürzel ändern',
  groups,
  or: 'oder',
  none: 'Keine',
  detail: 'Eine Aktion wählen, dann ihre Tasten drücken.',
  changeKeys: 'Tasten ändern',
  record: 'Tasten drücken',
  cancel: 'Abbrechen',
  recording: (name) => `Die Tasten drücken für: ${name}. Escape behält, was da war.`,
  unusable,
  taken: (keys, other) => `${keys} ist schon vergeben an: ${other}.`,
  moveHere: 'Hier verwenden',
  keep: 'Dort lassen',
  given: (keys, name) => `${keys} bewirkt jetzt: ${name}`,
  remove: 'Tasten wegnehmen',
  reset: 'Zurück zu den ersten Tasten',
  resetAll: 'Alle Tastenkürzel zurücksetzen',
  resetAllDone: 'Alle Tastenkürzel sind wieder wie am Anfang.',
  more: (name) => `Mehr für: ${name}`,
}
