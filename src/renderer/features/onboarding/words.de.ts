import { counted } from '../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  title: 'Was beschäftigt Sie?',
  lead: 'Sprechen Sie, wie Sie mögen. Kith fragt, bevor es sich etwas merkt.',
  suggestions: [
    'Mit mir die Woche planen',
    'Etwas erklären, das ich halb verstehe',
    'Bei einer schwierigen Nachricht helfen',
  ],
  model: 'Modell',
  practiceTitle: 'Es antwortet das Übungsmodell',
  practiceDetail:
    'Es läuft in Kith und braucht kein Netz. Zum Ausprobieren ist es gut, klug ist es nicht. Verbinden Sie ein richtiges Modell, wann Sie mögen; was Sie hier schreiben, bleibt.',
  firstSteps: 'Erste Schritte',
  hide: 'Ausblenden',
  hideDetail: 'Sie stehen in den Einstellungen unter Über Kith, falls Sie sie wieder brauchen.',
  modelTitle: (model) => `${model} antwortet`,
  modelDetail: 'Ein anderes lässt sich unter dem Nachrichtenfeld wählen, oder einen weiteren Anbieter verbinden.',
  ollamaRuns: (models) =>
    models === 0
      ? 'Ollama läuft auf diesem Computer, noch ohne Modelle.'
      : `Ollama läuft auf diesem Computer, mit ${counted(models, 'Modell', 'Modellen')}.`,
  whereTitle: 'Alles bleibt auf diesem Computer',
  whereDetail:
    'Unterhaltungen, Notizen und Erinnerungen liegen in diesem Ordner. Nur was Sie einem Anbieter senden, verlässt ihn.',
  whereInProject: {
    title: (host) => `Alles liegt im Projekt unter ${host}`,
    detail:
      'Unterhaltungen, Notizen und Erinnerungen sind im Projekt. Einstellungen und was auf das Senden wartet, sind in diesem Ordner.',
  },
  vaults: {
    keychain: 'Schlüssel der Anbieter liegen im Schlüsselbund Ihres Systems.',
    file: 'Schlüssel der Anbieter liegen dort in einer Datei, die nur Ihr Konto lesen kann.',
  },
  openFolder: 'Ordner öffnen',
  moreAboutData: 'Mehr über Ihre Daten',
  bringInTitle: 'Später mitbringen, was Sie haben',
  bringInDetail: 'Was ein Mastra-Projekt gespeichert hat, lässt sich jederzeit übernehmen.',
  bringIn: 'Wie das geht',
  commands: { show: 'Erste Schritte zeigen', alias: 'einstieg willkommen anfang start hilfe' },
  ollama: 'Ollama verwenden',
  openai: 'OpenAI verwenden',
  anotherProvider: 'Anderer Anbieter',
}
