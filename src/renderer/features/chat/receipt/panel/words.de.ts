import { counted } from '../../../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  closeness: {
    'very close': 'Sehr nah',
    close: 'Nah',
    loose: 'Lose',
    distant: 'Fern',
    beside: 'Daneben',
  },
  measured: (percent) => `${percent} Prozent von dem, was gefragt war, steht darin`,
  byMeaning: 'Gleicher Sinn',
  byBoth: (found, count) => `Gleicher Sinn, und ${count === 1 ? 'das Wort' : 'die Wörter'} ${found}`,
  byWords: (found, count) => `${count === 1 ? 'Das Wort' : 'Die Wörter'} ${found}`,
  byNothing: 'An seinen Wörtern gefunden',
  quoted: (word) => `„${word}“`,

  fix: 'Berichtigen',
  toMessage: 'Zur Nachricht',
  notRelevant: 'Gehört nicht hierher',
  whatIf: 'Was wäre ohne das?',
  forget: 'Vergessen …',
  undo: 'Rückgängig',
  save: 'Speichern',
  cancel: 'Abbrechen',
  memoryAs: 'Die Erinnerung, wie sie lauten soll',
  showMore: (count) => `${counted(count, 'weiteres', 'weitere')} anzeigen`,

  markedNow:
    'Wird dafür nicht mehr verwendet: nicht in dieser Unterhaltung, und nicht, wenn anderswo fast dasselbe gefragt wird.',
  marked: (day) => `${day}: als nicht hierher gehörend bezeichnet.`,
  heard: {
    marked: 'Es wird dafür nicht mehr verwendet.',
    unmarked: 'Es darf wieder verwendet werden.',
    saved: 'Die Erinnerung ist geändert.',
    whatIf: 'Es wird noch einmal ohne das geantwortet.',
  },
  isAnswering: 'Gerade wird eine Antwort geschrieben. Wenn sie da ist, lässt sich das ausprobieren.',

  notes: 'Notizen',
  notesChanged: 'Sie wurden seitdem geändert; das steht jetzt darin.',
  notesLeftOut: (lines) =>
    `${counted(lines, 'Zeile wurde', 'Zeilen wurden')} weggelassen, weil nach der Antwort ohne sie gefragt war.`,
  history: (messages) => `Diese Unterhaltung, ${counted(messages, 'Nachricht', 'Nachrichten')}`,
  earlier: (messages) => `Die letzten ${counted(messages, 'davon ist', 'davon sind')} zu sehen.`,
  you: 'Eigene Nachricht',
  assistant: 'Assistent',
  reading: 'Die Unterhaltung wird gelesen',
  nothing: 'Vor der Frage war nichts.',
  tryAgain: 'Noch einmal versuchen',
  withoutThis: (said) => `Was wäre ohne das? ${said}`,
}
