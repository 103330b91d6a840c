import { counted, money, number } from '../../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  title: 'Bedeutung',
  what: 'Das Gedächtnis findet Gesagtes nach seinen Wörtern. Mit einem Modell für die Bedeutung findet es auch, was mit anderen Worten gesagt wurde: „der Welpe“, wenn Sie nach Ihrem Hund fragen.',
  leaves:
    'Die Texte Ihrer Nachrichten und Erinnerungen gehen an diesen Anbieter und ebenso jede Frage, bevor sie beantwortet wird. Unterhaltungen, die sich nichts merken, bleiben außen vor.',
  stays: 'Dafür verlässt nichts diesen Computer.',
  goesTo: (name, host) => `Sie gehen an ${name} unter ${host} und an niemanden sonst.`,

  findsBy: 'Findet nach',
  wordsAlone: 'Nur Wörtern',
  providers: 'Wörtern und Bedeutung, mit einem Modell von',
  noProviders: 'Oben einen Anbieter verbinden, um auch nach Bedeutung zu finden.',
  model: 'Modell für die Bedeutung',
  modelHint: 'Der Name, wie ihn der Anbieter schreibt, eines Modells, das Embeddings macht.',
  suggested: 'Zum Beispiel ',
  dimensions: 'Dimensionen',
  asTheModel: 'So viele, wie das Modell liefert',
  estimating: 'Ihre Nachrichten werden gezählt',
  estimate: ({ messages, memories, tokens, cost }) => {
    if (messages + memories === 0) return 'Zunächst muss nichts gesendet werden.'
    const about = `${counted(messages, 'Nachricht', 'Nachrichten')} und ${counted(memories, 'Erinnerung', 'Erinnerungen')}, etwa ${number(tokens)} Tokens, werden gesendet`
    if (cost === null) return `${about}. Ein Preis ist nicht bekannt.`
    const dollars = cost.dollars < 0.01 ? `weniger als ${money(0.01, 'USD')}` : `etwa ${money(cost.dollars, 'USD', 2)}`
    return `${about}, für ${dollars} (Preis von ${cost.pricesOf}).`
  },
  replaces:
    'Vektoren verschiedener Modelle lassen sich nicht vergleichen: Alles wird neu berechnet. Bis eine Nachricht an der Reihe ist, wird sie nach ihren Wörtern gefunden.',
  stopping: 'Es wird nichts mehr gesendet. Vorhandene Vektoren bleiben unbenutzt in Ihrer Datenbank.',
  test: 'Testen',
  tested: (dimensions, milliseconds) => `Es funktioniert: ${number(dimensions)} Zahlen in ${number(milliseconds)} ms.`,
  choose: 'Dieses Modell verwenden',
  chooseNone: 'Nur Wörter verwenden',
  now: (model) => `Ab jetzt wird ${model} verwendet.`,
  nowWords: 'Ab jetzt findet das Gedächtnis nur nach Wörtern.',
  tryAgain: 'Noch einmal versuchen',

  progress: 'Nach Bedeutung zu finden',
  ready: (embedded, total) =>
    total === 0
      ? 'Noch gibt es nichts nach Bedeutung zu finden.'
      : embedded >= total
        ? `Alle ${number(total)} Nachrichten und Erinnerungen sind nach Bedeutung zu finden.`
        : `${number(embedded)} von ${number(total)} Nachrichten und Erinnerungen sind nach Bedeutung zu finden.`,
  counting: 'Es wird gezählt, was nach Bedeutung zu finden sein soll.',
  working: 'Arbeitet im Hintergrund',
  paused: 'Pausiert',
  waiting: (time) => `Neuer Versuch um ${time}`,
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  tryNow: 'Jetzt versuchen',
  announcements: {
    done: 'Alles ist nach Bedeutung zu finden.',
    paused: 'Das Berechnen der Vektoren ist pausiert.',
    working: 'Vektoren werden berechnet.',
  },
  skipped: (count) =>
    count === 1
      ? 'Ein Text wurde nicht angenommen. Er wird nach seinen Wörtern gefunden.'
      : `${number(count)} Texte wurden nicht angenommen. Sie werden nach ihren Wörtern gefunden.`,
}
