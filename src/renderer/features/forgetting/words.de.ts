import { counted } from '../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  title: (name) => `Vergessen: ${name}?`,
  searchTitle: 'Alles mit diesen Wörtern vergessen',
  searchHint: 'Alles, worin diese Wörter alle so stehen, in jeder Persona und jeder Unterhaltung.',
  searchField: 'Wörter',
  look: 'Zeigen, was dann fehlt',
  looking: 'Sucht alles, was damit verschwindet …',
  goes: 'Das verschwindet damit, in einem Schritt:',
  nothing: 'Hier gibt es nichts zu vergessen.',
  stays: 'Was bleibt:',
  final: 'Das lässt sich nicht rückgängig machen. Sicherungen von vorher enthalten es noch, bis sie entfernt werden.',
  keep: 'Behalten',
  forget: 'Vergessen',
  close: 'Schließen',
  tryAgain: 'Noch einmal suchen',
  also: (count) => `Auch ${counted(count, 'Stelle', 'Stellen')} mit anderen Formen dieser Wörter vergessen`,
  memoriesNamed: 'Erinnerungen, die verschwinden',
  reasons: {
    asked: '',
    source: 'daraus gelernt',
    observation: 'über die Unterhaltung notiert',
    merged: 'darin aufgegangen',
    quotes: 'zitiert es',
  },
  noteLines: 'Zeilen, die aus den Notizen verschwinden',
  titles: 'Titel, die verschwinden',
  gone: 'Vergessen',
  counts: ({ counts, redactedReceipts }) =>
    [
      counts.personas > 0 && counted(counts.personas, 'Persona', 'Personas'),
      counts.threads > 0 && counted(counts.threads, 'Unterhaltung', 'Unterhaltungen'),
      counts.messages > 0 && counted(counts.messages, 'Nachricht', 'Nachrichten'),
      counts.memories > 0 && counted(counts.memories, 'Erinnerung', 'Erinnerungen'),
      counts.files > 0 && counted(counts.files, 'Datei', 'Dateien'),
      counts.vectors > 0 && counted(counts.vectors, 'Vektor', 'Vektoren'),
      counts.receipts > 0 && counted(counts.receipts, 'Eintrag in Belegen', 'Einträge in Belegen'),
      counts.others > 0 &&
        `${counted(counts.others, 'daraus gemachte Zeile', 'daraus gemachte Zeilen')} für Suche und Verlauf`,
      redactedReceipts > 0 &&
        `seine Wörter in ${counted(redactedReceipts, 'Eintrag', 'Einträgen')} in Belegen anderer Antworten`,
    ].filter((one) => one !== false),
  drafts: (count) => `${counted(count, 'Entwurf', 'Entwürfe')} in diesem Fenster`,
  staying: ({ usedInAnswers, quotingMessages, quotingPersonas }) =>
    [
      usedInAnswers > 0 && `${counted(usedInAnswers, 'Antwort, der', 'Antworten, denen')} es mitgegeben wurde`,
      quotingMessages > 0 &&
        counted(quotingMessages, 'Nachricht, die es vielleicht auch sagt', 'Nachrichten, die es vielleicht auch sagen'),
      quotingPersonas > 0 && `die Anweisungen von ${counted(quotingPersonas, 'Persona', 'Personas')}`,
    ].filter((one) => one !== false),
  proof: (found, vectorsLeft) =>
    `Danach alles durchgesehen: ${counted(found, 'Zeile', 'Zeilen')} damit und ${counted(vectorsLeft, 'Vektor', 'Vektoren')} übrig.`,
  erased: (rows, vectors) =>
    `${counted(rows, 'Zeile', 'Zeilen')} und ${counted(vectors, 'Vektor', 'Vektoren')} gelöscht.`,
  foundStays: 'Was übrig ist, bleibt mit Absicht: was Sie behalten haben oder was nur diese Wörter teilt.',
}
