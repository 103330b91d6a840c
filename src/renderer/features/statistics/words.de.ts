import { counted, money, number } from '../../lib/numbers'
import type { words } from './words'

/** A kind of another program is called what it is called there. */
const kinds = new Map(
  Object.entries({
    fact: 'Tatsachen',
    preference: 'Vorlieben',
    event: 'Ereignisse',
    instruction: 'Anweisungen',
    working: 'Zeilen der Notizen',
  }),
)

export const german: typeof words = {
  title: 'Statistik',
  open: 'Statistik zu Gedächtnis und Tokens zeigen',
  openAlias: 'Kosten Geld Verbrauch Diagramme',
  reading: 'Wird gezählt',
  tryAgain: 'Noch einmal versuchen',
  span: 'Wie weit zurück',
  spans: { 12: '12 Wochen', 26: 'Ein halbes Jahr', 52: 'Ein Jahr' },
  week: 'Woche',
  weekOf: (day) => `Woche ab ${day}`,
  noPersona: 'Keine Persona',
  archivedPersona: 'Eine archivierte Persona',
  others: 'Alle anderen',
  kindOf: (kind) => kinds.get(kind) ?? kind,

  empty: 'Noch gibt es nichts zu zählen.',
  emptyWay:
    'Hier steht später, was in jeder Woche gelernt wurde, was davon verwendet wird und was Antworten an Tokens und Geld gebraucht haben.',

  learned: 'Gelernt',
  learnedHint: (count, automatic) =>
    automatic > 0
      ? `${counted(count, 'Erinnerung', 'Erinnerungen')}, davon ${number(automatic)} ohne Rückfrage angenommen, wie für ihre Art eingestellt.`
      : `${counted(count, 'Erinnerung', 'Erinnerungen')} in dieser Zeit.`,
  nothingLearned: 'In dieser Zeit wurde nichts gelernt.',
  memories: (count) => counted(count, 'Erinnerung', 'Erinnerungen'),

  kept: 'In Gebrauch',
  keptHint: 'Alles, was jetzt erinnert wird, danach, wann eine Antwort es zuletzt bekam.',
  kind: 'Art',
  recentlyUsed: 'In den letzten 30 Tagen verwendet',
  usedBefore: 'Davor verwendet',
  neverUsed: 'Nie verwendet',

  mostUsed: 'Am häufigsten verwendet',
  memory: 'Erinnerung',
  timesUsed: 'Antworten',
  answers: (count) => counted(count, 'Antwort', 'Antworten'),

  tokens: 'Tokens',
  tokensHint: (input, output) => `${number(input)} gelesen und ${number(output)} geschrieben in dieser Zeit.`,
  tokensOf: (count) => counted(count, 'Token', 'Tokens'),
  nothingAnswered: 'In dieser Zeit hat kein Modell Tokens gezählt.',

  cost: (currency) => `Kosten in ${currency}`,
  costOf: money,
  costHint: (total) => `${total} in dieser Zeit, nach den Preisen des jeweiligen Tages.`,
  unpriced: (count) =>
    `Dazu ${counted(count, 'Antwort', 'Antworten')} zu unbekanntem Preis: Von ihnen sind nur die Tokens gezählt.`,
  costNothing: 'Nichts: Modelle auf diesem Computer kosten nichts.',
  noPrice:
    'Für die Modelle, die geantwortet haben, ist kein Preis bekannt; gezählt werden nur Tokens. Preise lassen sich in prices.json angeben.',
  costHeading: 'Kosten',
}
