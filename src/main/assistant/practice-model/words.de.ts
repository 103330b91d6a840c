import type { PracticeWords } from './words'

export const german: PracticeWords = {
  notesEmpty: 'Ihre Notizen sind noch leer. Was Sie hier gesagt haben, finde ich wieder, wenn Sie danach fragen.',
  moreLines: (count) => `Und ${count} weitere Zeilen.`,
  notes: 'In Ihren Notizen steht:',
  notesToo: 'Und in Ihren Notizen steht:',
  proposed: 'Das habe ich für Ihre Notizen vorgeschlagen:',
  proposedAfter: 'Sie entscheiden, ob es gemerkt wird. Bis dahin finde ich es in dieser Unterhaltung.',
  known: 'Das steht schon in Ihren Notizen, oder es wartet dort auf Ihre Entscheidung:',
  failed: 'Das konnte ich gerade nicht vorschlagen:',
  failedAfter: 'In dieser Unterhaltung bleibt es stehen.',
  saidHere: 'Hier haben Sie früher gesagt:',
  saidHereNewestFirst: 'Hier haben Sie früher gesagt, das Neueste zuerst:',
  saidElsewhere: 'In einer anderen Unterhaltung haben Sie gesagt:',
  nothingToLookFor:
    'Ich konnte nicht erkennen, wonach ich suchen soll. Fragen Sie mit den Wörtern, mit denen Sie es erzählt haben, dann suche ich sie in dieser Unterhaltung und in Ihren Notizen.',
  notFound: (words) =>
    `Ich finde nichts, was darauf antwortet. Gesucht habe ich ${words.map((word) => `„${word}“`).join(', ')} in dem, was Sie hier gesagt haben, und in Ihren Notizen. Ich bin das Übungsmodell und weiß nur, was mir gesagt wurde.`,
  empty: 'Die Nachricht ist leer. Schreiben Sie etwas, und ich antworte, so gut ein Übungsmodell es kann.',
  helloAgain: 'Noch einmal guten Tag. Ich bin immer noch das Übungsmodell.',
  hello: (introduction) => `Guten Tag. ${introduction}`,
  welcome: 'Gern geschehen.',
  introduction: (hasNotes) =>
    `Ich bin das **Übungsmodell**. Ich laufe in Kith selbst, brauche kein Netz und folge ein paar einfachen Regeln, damit Sie alles ausprobieren können, bevor Sie ein richtiges Modell verbinden.

- Erzählen Sie mir etwas von sich, zum Beispiel *mein Hund heißt Max*, und ich schlage es für Ihre Notizen vor. ${hasNotes ? 'Ich lese sie vor jeder Antwort.' : 'Sie sind noch leer.'}
- Fragen Sie später danach, *wie heißt mein Hund?*, und ich suche es in dieser Unterhaltung und in Ihren Notizen.
- Sonst weiß ich nichts. Dafür lässt sich in den Einstellungen ein anderes Modell wählen.`,
  longText: (characters, words) =>
    `Das ist ein langer Text: ${characters.toLocaleString('de')} Zeichen, etwa ${words.toLocaleString('de')} Wörter. Er ist gespeichert. Beurteilen oder zusammenfassen kann ich ihn nicht, aber fragen Sie nach etwas, das darin steht, und ich suche den Satz.`,
  remarks: [
    'Das habe ich gelesen. Ich bin das Übungsmodell und habe nichts Eigenes hinzuzufügen. Soll es gemerkt werden, beginnen Sie mit *Merke dir, dass*.',
    'Das steht jetzt in unserer Unterhaltung, und ich finde es wieder, wenn Sie fragen. Für eine richtige Antwort lässt sich in den Einstellungen ein anderes Modell wählen.',
    'Als Wörter verstanden, nicht dem Sinn nach: Ich bin das Übungsmodell. Fragen Sie später mit denselben Wörtern, dann suche ich es heraus.',
    'Ich kann das speichern und wiederfinden, mehr nicht. Das Übungsmodell folgt Regeln und denkt nicht.',
  ],
  questions: [
    'Das kann ich nicht beantworten. Ich bin das Übungsmodell und weiß nur, was Sie mir hier sagen und was in Ihren Notizen steht.',
    'Das geht über das Übungsmodell hinaus. Wählen Sie in den Einstellungen ein anderes Modell und fragen Sie noch einmal; alles, was hier gesagt wurde, geht mit.',
    'Von der Welt weiß ich nichts, womit ich antworten könnte. Was Sie mir von sich erzählt haben, kann ich nachsehen.',
  ],
}
