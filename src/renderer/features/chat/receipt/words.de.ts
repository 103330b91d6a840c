import { calendarDay } from '../../../lib/dates'
import { counted, money, number } from '../../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  used: ({ memories, messages }) =>
    memories + messages === 0
      ? 'Nutzte keine Erinnerungen'
      : `Nutzte ${[
          memories > 0 && counted(memories, 'Erinnerung', 'Erinnerungen'),
          messages > 0 && counted(messages, 'frühere Nachricht', 'frühere Nachrichten'),
        ]
          .filter(Boolean)
          .join(' und ')}`,
  byWords: 'nur nach Wörtern, die Bedeutung war nicht zur Hand',
  whatIf: (things) => `was wäre, ohne ${counted(things, 'Teil', 'Teile')}`,
  nothingFound: 'Dafür wurde nichts abgerufen.',
  off: 'Merkt sich in dieser Unterhaltung nichts',
  reading: 'Beleg wird gelesen',
  tryAgain: 'Noch einmal versuchen',
  none: 'Zu dieser Antwort gibt es keinen Beleg.',
  run: (place, all) => (place === 1 ? `Wie sie begann (1 von ${all})` : `Wie sie weiterging (${place} von ${all})`),

  usedTitle: 'Genutzt',
  usedHint: 'Das bekam das Modell mit Ihrer Nachricht.',
  leftOutTitle: 'Weggelassen',
  leftOutHint: 'Das wurde gefunden und dem Modell nicht gegeben.',
  reasons: {
    distant: 'Zu weit von Ihrer Frage entfernt',
    duplicate: 'Dasselbe ist schon dabei',
    budget: 'Es war kein Platz mehr',
    'not sent': 'Die Antwort endete, bevor es gesendet wurde',
    'not relevant': 'Von Ihnen als hier unwichtig markiert',
    'what if': 'Weggelassen, weil Sie gefragt haben, was wäre',
  },
  foundBy: { meaning: 'Nach der Bedeutung gefunden', both: 'Nach Wörtern und Bedeutung gefunden' },
  beside: 'Neben etwas Gefundenem',
  changed: 'Seitdem geändert',
  deleted: 'Seitdem gelöscht',
  forgotten: 'Seitdem vergessen',
  memory: 'Erinnerung',
  you: 'Sie',
  assistant: 'Der Assistent',
  here: 'weiter oben in dieser Unterhaltung',
  from: (title) => `in „${title}“`,
  fromConversation: 'in einer anderen Unterhaltung',

  alsoGiven: 'Außerdem gegeben',
  instructions: 'Anweisungen',
  notes: 'Notizen',
  history: (messages) => `Diese Unterhaltung, ${counted(messages, 'Nachricht', 'Nachrichten')}`,
  tools: 'Werkzeuge',
  tokens: (count) => counted(count, 'Token', 'Tokens'),
  total: (input, output) =>
    output === null ? `${number(input)} Tokens hinein` : `${number(input)} Tokens hinein, ${number(output)} heraus`,
  ofThese: (cached, reasoning) =>
    [
      cached !== null && `${number(cached)} davon kannte der Anbieter schon`,
      reasoning !== null && `${number(reasoning)} davon gedacht, nicht gesagt`,
    ]
      .filter(Boolean)
      .join('; '),
  cost: ({ amount, currency, asOf, source }) =>
    source === 'local'
      ? 'Kostete nichts: Es läuft auf diesem Computer'
      : `Kostete ${money(amount, currency)}, nach ${lists[source]}${asOf === null ? '' : ` vom ${calendarDay(asOf)}`}`,
  dropped: (messages, isMore) =>
    messages === 0 && isMore
      ? 'Frühere Nachrichten dieser Unterhaltung hatten keinen Platz'
      : `${isMore ? 'Mindestens ' : ''}${number(messages)} ${messages === 1 ? 'frühere Nachricht' : 'frühere Nachrichten'} dieser Unterhaltung ${messages === 1 ? 'hatte' : 'hatten'} keinen Platz`,
  answeredBy: 'Antwort von',
  recalling: {
    kept: (found, used) =>
      `${number(found)} in Erinnerungen und früheren Nachrichten gefunden, ${number(used)} behalten`,
    byWords: 'Nur nach Wörtern: Das Modell für die Bedeutung antwortete nicht rechtzeitig.',
    failed: 'Das Gedächtnis war nicht zu erreichen. Die Antwort entstand ohne es.',
  },
}

const lists = {
  kith: 'der Preisliste von Kith',
  provider: 'der Forderung des Anbieters',
  owner: 'Ihrer eigenen Preisliste',
  local: '',
}
