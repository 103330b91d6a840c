import { number } from '../../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  name: (percent, used, limit, isEstimate) =>
    `Kontext zu ${percent} Prozent voll, ${isEstimate ? 'etwa ' : ''}${number(used)} von ${number(limit)} Tokens`,
  title: (model) => `Was ${model} bekam`,
  nearlyFull: (percent) => `${percent} %, ältere Nachrichten werden weggelassen`,
  of: (used, limit, isEstimate) => `${isEstimate ? 'Etwa ' : ''}${number(used)} von ${number(limit)} Tokens`,
  estimate: 'Geschätzt. Die Zählung des Anbieters tritt an die Stelle, sobald die Antwort da ist.',
  counted: 'Vom Anbieter gezählt, verteilt nach der Schätzung von Kith.',
  unknownSize: 'Wie viel dieses Modell aufnimmt, ist nicht bekannt; Kith ist deshalb vorsichtig.',
  categories: {
    instructions: 'Anweisungen',
    notes: 'Notizen',
    recalled: 'Erinnerungen',
    history: 'Frühere Nachrichten',
    attachments: 'Dateien',
    tools: 'Werkzeuge',
    question: 'Ihre Nachricht',
    reserve: 'Frei für die Antwort',
  },
  tokens: (count) => number(count),
  dropped: (messages, isMore) =>
    messages === 0 && isMore
      ? 'Frühere Nachrichten wurden weggelassen'
      : `${isMore ? 'Mindestens ' : ''}${number(messages)} ${messages === 1 ? 'frühere Nachricht wurde' : 'frühere Nachrichten wurden'} weggelassen`,
  edge: 'Für alles darüber war kein Platz. Es kann weiterhin erinnert werden.',
}
