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
  ollama: 'Ollama verwenden',
  openai: 'OpenAI verwenden',
  anotherProvider: 'Anderer Anbieter',
}
